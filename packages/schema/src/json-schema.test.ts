import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { companySchema } from './company/schema';
import { toJsonSchema } from './json-schema';
import { defineSchema } from './schema';

const document = toJsonSchema(companySchema);

describe('toJsonSchema', () => {
  it('is JSON Schema 2020-12, and the same after a round trip as JSON', () => {
    const ajv = new Ajv2020();
    expect(ajv.validateSchema(document)).toBe(true);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it('uses no keyword but standard ones and annotations', () => {
    const annotations = Object.values(document.properties)
      .flatMap(Object.keys)
      .filter((keyword) => keyword.startsWith('x-'));
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    ajv.addVocabulary([...new Set(annotations)]);
    expect(() => ajv.compile(document)).not.toThrow();
  });

  it('tells unit, meaning in both languages, plausible range and formula of a field', () => {
    expect(document.properties['ROE (Fwd)']).toEqual({
      type: ['number', 'null'],
      description: 'Expected return on equity',
      'x-description-ko': '예상 자기자본이익률',
      'x-key': 'roe',
      'x-column': 'roe_fwd',
      'x-category': 'profitability',
      'x-kind': 'percentage',
      'x-unit': 'percent',
      'x-plausible': { min: -100, max: 200 },
      'x-formula': '100 × net income of the next 12 months ÷ equity',
    });
    expect(document.properties['PER (Oct-25)']?.['x-month']).toBe('Oct-25');
  });

  it('has an id that is a URI whatever the schema is called', () => {
    const schema = defineSchema({ id: 'UP & Down', version: '1.0.0', fields: [] });
    expect(toJsonSchema(schema).$id).toBe('urn:stock-analyzer:schema:UP%20%26%20Down:1.0.0');
  });

  it('takes __proto__ as a name', () => {
    const description = { en: 'Odd', ko: '이상' };
    const field = { key: 'odd', column: 'odd', category: 'native', kind: 'number', unit: 'none' } as const;
    const schema = defineSchema({
      id: 'odd',
      version: '1.0.0',
      fields: [{ ...field, name: '__proto__', description }],
    });
    expect(Object.keys(toJsonSchema(schema).properties)).toEqual(['__proto__']);
  });
});
