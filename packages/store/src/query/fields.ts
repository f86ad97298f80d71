import type { Column, FieldKind, Schema } from '@stock-analyzer/schema';
import { columnType } from '../dataset/column-type';
import { storeError } from '../errors';
import { foldText } from './text';

/** What a field's values may be compared with. Native fields may hold anything. */
export type FieldType = 'text' | 'number' | 'boolean' | 'any';

/** The fields that a question to one snapshot may name. */
export interface FieldCatalogue {
  /** The fields that the snapshot has, in the order of rows. */
  readonly names: readonly string[];
  /** @throws StoreError `UNKNOWN_FIELD` with near misses. */
  typeOf(name: string): FieldType;
}

/** What the values of a canonical field may be compared with. */
export function fieldType(kind: FieldKind): FieldType {
  const type = columnType(kind);
  return type === 'string' ? 'text' : type;
}

/**
 * The catalogue of a snapshot: the fields of its schema, whether the week has them or not, its native fields and
 * whatever else it has columns of.
 */
export function fieldCatalogue(
  schema: Schema,
  nativeSchema: Schema,
  names: readonly string[],
): FieldCatalogue {
  const types = new Map<string, FieldType>();
  for (const name of names) types.set(name, 'any');
  for (const { name } of nativeSchema.fields) types.set(name, 'any');
  for (const { name, kind } of schema.fields) types.set(name, fieldType(kind));
  return {
    names,
    typeOf(name) {
      const type = types.get(name);
      if (type) return type;
      const near = nearNames(name, [...types.keys()]).map((found) => `"${found}"`);
      throw storeError(
        'UNKNOWN_FIELD',
        `There is no field "${name}"`,
        near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Use a display name such as "ROE (Fwd)".',
        { place: { field: name } },
      );
    },
  };
}

/** Names of columns, in the order of rows. */
export function columnNames(...tables: readonly (readonly Column[])[]): string[] {
  return tables.flat().map(({ name }) => name);
}

/** At most three names that have the one given in them, or share most pairs of letters with it, the likest first. */
function nearNames(name: string, names: readonly string[]): string[] {
  const wanted = pairsOf(name);
  return names
    .map((near) => {
      const found = pairsOf(near);
      const shared = found.filter((pair) => wanted.includes(pair)).length;
      const likeness = (2 * shared) / (found.length + wanted.length);
      return { near, likeness: shared && shared === wanted.length ? 1 : likeness };
    })
    .filter(({ likeness }) => likeness >= 0.4)
    .sort((a, b) => b.likeness - a.likeness || a.near.length - b.near.length)
    .slice(0, 3)
    .map(({ near }) => near);
}

function pairsOf(name: string): string[] {
  const letters = foldText(name).match(/[\p{L}\p{N}]/gu) ?? [];
  return letters.slice(1).map((letter, at) => letters[at] + letter);
}
