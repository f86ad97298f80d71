import { describe, expect, it } from 'vitest';
import { companySchema } from './company/schema';
import { createSchemaRegistry } from './registry';
import { defineSchema, extendSchema } from './schema';

const at = (version: string, id = 'company') => extendSchema(companySchema, { id, version });

describe('createSchemaRegistry', () => {
  it('gives the newest by semantic version, whatever order they came in', () => {
    const registry = createSchemaRegistry();
    for (const version of ['1.10.0', '1.9.0', '2.0.0-rc.1']) registry.register(at(version));
    expect(registry.get('company').version).toBe('2.0.0-rc.1');
    expect(registry.get('company', '1.9.0').version).toBe('1.9.0');
    expect(registry.list().map(({ version }) => version)).toEqual(['1.9.0', '1.10.0', '2.0.0-rc.1']);
  });

  it('takes the same schema twice, and no other of its name and version', () => {
    const registry = createSchemaRegistry();
    registry.register(companySchema);
    registry.register(companySchema);
    expect(registry.list()).toEqual([companySchema]);
    expect(() => registry.register(at('1.0.0'))).toThrow(
      expect.objectContaining({ code: 'DUPLICATE_SCHEMA' }),
    );
  });

  it('says which schemas and versions there are when asked for another', () => {
    const registry = createSchemaRegistry();
    const unknown = (message: string) => expect.objectContaining({ code: 'UNKNOWN_SCHEMA', message });
    expect(() => registry.get('company')).toThrow(
      unknown('There is no schema "company". Register it first.'),
    );
    registry.register(at('1.1.0'));
    registry.register(at('1.0.0'));
    expect(() => registry.get('company', '3.0.0')).toThrow(
      unknown('There is no schema "company" 3.0.0. Registered: 1.0.0, 1.1.0.'),
    );
    expect(() => registry.get('constructor')).toThrow(
      unknown('There is no schema "constructor". Registered: company.'),
    );
  });

  it('takes any id as a name like others', () => {
    const registry = createSchemaRegistry();
    const odd = defineSchema({ id: '__proto__', version: '1.0.0', fields: [] });
    registry.register(odd);
    expect(registry.get('__proto__')).toBe(odd);
  });
});
