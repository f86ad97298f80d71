import { SchemaError } from './errors';
import type { Schema } from './schema';
import { compareVersions, parseVersion } from './version';

/** Schemas by name and version. Made by {@link createSchemaRegistry}. */
export interface SchemaRegistry {
  /**
   * Adds a schema. The same schema again is no change.
   *
   * @throws SchemaError `DUPLICATE_SCHEMA` if another schema has its id and version already.
   */
  register(schema: Schema): void;
  /**
   * The schema of an id: of that version, or the newest by semantic versioning.
   *
   * @throws SchemaError `UNKNOWN_SCHEMA` if there is none.
   */
  get(id: string, version?: string): Schema;
  /** All schemas, ids in the order in which they first came, oldest version first. */
  list(): Schema[];
}

/**
 * A place for named, versioned schemas: old weeks are read with the schema that they were written with.
 *
 * @example
 * ```ts
 * import { companySchema, createSchemaRegistry, extendSchema } from '@stock-analyzer/schema';
 *
 * const registry = createSchemaRegistry();
 * registry.register(companySchema);
 * registry.register(extendSchema(companySchema, { version: '1.1.0' }));
 * registry.get('company').version; // → '1.1.0'
 * registry.get('company', '1.0.0') === companySchema; // → true
 * registry.list().length; // → 2
 * ```
 */
export function createSchemaRegistry(): SchemaRegistry {
  const byId = new Map<string, Schema[]>();
  return {
    register(schema) {
      const versions = byId.get(schema.id) ?? [];
      const known = versions.find(({ version }) => version === schema.version);
      if (known === schema) return;
      if (known) {
        throw new SchemaError({
          code: 'DUPLICATE_SCHEMA',
          message: `Another schema is registered as "${schema.id}" ${schema.version}`,
          advice: 'Give the changed schema a version of its own.',
        });
      }
      byId.set(schema.id, [...versions, schema].sort(byVersion));
    },
    get(id, version) {
      const versions = byId.get(id) ?? [];
      const found = version === undefined ? versions.at(-1) : versions.find((s) => s.version === version);
      if (found) return found;
      const others = versions.length ? versions.map((s) => s.version) : [...byId.keys()];
      throw new SchemaError({
        code: 'UNKNOWN_SCHEMA',
        message: `There is no schema "${id}"${version === undefined ? '' : ` ${version}`}`,
        advice: others.length ? `Registered: ${others.join(', ')}.` : 'Register it first.',
      });
    },
    list: () => [...byId.values()].flat(),
  };
}

function byVersion(a: Schema, b: Schema): number {
  return compareVersions(parseVersion(a.version)!, parseVersion(b.version)!);
}
