import { describe, expect, expectTypeOf, it } from 'vitest';
import { type CompanyRow, companySchema } from './company/schema';
import { SchemaError } from './errors';
import type { FieldDefinition } from './field';
import { defineSchema, extendSchema, fieldName, type RowOf } from './schema';
import type { Row } from './table';

function field(change: Partial<FieldDefinition> = {}): FieldDefinition {
  return {
    name: 'Fee (%)',
    key: 'fee',
    column: 'fee_pct',
    category: 'native',
    kind: 'percentage',
    unit: 'percent',
    description: { en: 'Yearly fee', ko: '연 보수' },
    ...change,
  };
}

function problemOf(...fields: FieldDefinition[]): string {
  try {
    defineSchema({ id: 'funds', version: '1.0.0', fields });
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(SchemaError);
    expect((error as SchemaError).code).toBe('INVALID_SCHEMA');
    return (error as SchemaError).message;
  }
}

describe('defineSchema', () => {
  it('keeps order and finds fields by display name, whatever the name', () => {
    const names = ['__proto__', 'constructor', 'W'];
    const fields = names.map((name, index) => field({ name, key: `f${index}`, column: `f${index}` }));
    const schema = defineSchema({ id: 'odd', version: '1.0.0', fields });
    expect(schema.fields.map(({ name }) => name)).toEqual(names);
    expect(schema.byName.get('__proto__')).toBe(fields[0]);
    expect(schema.byName.get('toString')).toBeUndefined();
    expect(Object.isFrozen(schema)).toBe(true);
  });

  it.each([
    ['two fields of one name', [field(), field({ key: 'b', column: 'b' })], 'has the name of another field'],
    ['two of one key', [field(), field({ name: 'B', column: 'b' })], 'has the key "fee" of another field'],
    ['two of one column', [field(), field({ name: 'B', key: 'b' })], 'has the column "fee_pct" of another'],
    ['a column that is no SQL name', [field({ column: 'Fee; DROP' })], 'snake_case column'],
    ['a key that is no GraphQL name', [field({ key: '현재가' })], 'camelCase key'],
    ['a range upside down', [field({ possible: { min: 1, max: 0 } })], 'has a range upside down'],
    ['an empty list', [field({ kind: 'string', unit: 'none', values: [] })], 'has an empty list'],
    [
      'a broken pattern',
      [field({ kind: 'string', unit: 'none', pattern: '(' })],
      'not a regular expression: (',
    ],
    ['a list of numbers', [field({ values: ['1'] })], 'can have no pattern, minimum length or list'],
    ['a range of texts', [field({ kind: 'string', plausible: { min: 0 } })], 'can have no range'],
    [
      'a month that is not in the name',
      [field({ month: 'Oct-25' })],
      'has the month "Oct-25" not in its name',
    ],
  ])('refuses %s', (_, fields, problem) => {
    expect(problemOf(...fields)).toContain(problem);
  });

  it('refuses a version that is not semantic', () => {
    for (const version of ['', '1', '1.0', 'v1.0.0', '01.0.0', '1.0.0-']) {
      expect(() => defineSchema({ id: 'funds', version, fields: [] }), version).toThrow(/semantic version/);
    }
  });
});

describe('RowOf', () => {
  it('asks for required fields, allows null or nothing for the others, and knows lists', () => {
    expectTypeOf<CompanyRow['Ticker']>().toEqualTypeOf<string>();
    expectTypeOf<CompanyRow['ROE (Fwd)']>().toEqualTypeOf<number | null | undefined>();
    expectTypeOf<CompanyRow['exchange']>().toEqualTypeOf<
      'NASDAQ' | 'NYSE' | 'KOSPI' | 'KOSDAQ' | null | undefined
    >();
    expectTypeOf<{ Ticker: string }>().not.toExtend<CompanyRow>();
    expectTypeOf<{ Ticker: string; corpName: string; industry: null }>().toExtend<CompanyRow>();
    expectTypeOf<{ Ticker: string; corpName: string; Rating: 'Great' }>().not.toExtend<CompanyRow>();
    expectTypeOf<CompanyRow>().toExtend<Row>();
    expectTypeOf<keyof CompanyRow>().toEqualTypeOf<(typeof companySchema.fields)[number]['name']>();
  });
});

describe('extendSchema', () => {
  it('grows the 39 fields to 50 and leaves the base as it is', () => {
    const added = [
      ...Array.from({ length: 10 }, (_, index) =>
        field({ name: `Extra ${index}`, key: `extra${index}`, column: `extra_${index}` }),
      ),
      field({ name: 'Listed', key: 'listed', column: 'listed', kind: 'date', unit: 'none' }),
    ];
    const wider = extendSchema(companySchema, { version: '2.0.0', fields: added });
    expect(wider.id).toBe('company');
    expect(wider.fields).toHaveLength(50);
    expect(wider.byName.size).toBe(50);
    expect(wider.fields.map(({ name }) => name).slice(0, 39)).toEqual(
      companySchema.fields.map(({ name }) => name),
    );
    expect(companySchema.fields).toHaveLength(39);
    expect(companySchema.byName.has('Listed')).toBe(false);
  });

  it('types the rows of added and of overridden fields', () => {
    const wider = extendSchema(companySchema, {
      version: '1.1.0',
      fields: [
        {
          name: 'Currency',
          key: 'currency',
          column: 'currency',
          category: 'native',
          kind: 'string',
          unit: 'none',
          required: true,
          values: ['USD', 'KRW'],
          description: { en: 'Currency', ko: '통화' },
        },
      ],
      override: {
        exchange: { values: ['NASDAQ', 'Tokyo'] },
        'ROE (Fwd)': { plausible: { min: -300, max: 500 } },
      },
    });
    type Wider = RowOf<typeof wider>;
    expectTypeOf<Wider['Currency']>().toEqualTypeOf<'USD' | 'KRW'>();
    expectTypeOf<Wider['exchange']>().toEqualTypeOf<'NASDAQ' | 'Tokyo' | null | undefined>();
    expectTypeOf<Wider['ROE (Fwd)']>().toEqualTypeOf<number | null | undefined>();
    expectTypeOf<Wider['Ticker']>().toEqualTypeOf<string>();
    expect(wider.byName.get('exchange')?.values).toEqual(['NASDAQ', 'Tokyo']);
    expect(wider.byName.get('exchange')?.aliases).toEqual(['Exchange', '거래소']);
    expect(companySchema.byName.get('exchange')?.values).toHaveLength(4);
  });

  it('refuses to override what is not there', () => {
    const extend = (name: string) =>
      extendSchema(companySchema, { version: '1.1.0', override: { [name]: { required: true } } });
    for (const name of ['ROE', '__proto__', 'constructor']) {
      expect(() => extend(name), name).toThrow(expect.objectContaining({ code: 'UNKNOWN_FIELD' }));
    }
  });

  it('refuses an override that contradicts the rest of the field', () => {
    const override = { 'ROE (Fwd)': { plausible: { min: 5, max: 1 } } };
    expect(() => extendSchema(companySchema, { version: '1.1.0', override })).toThrow('upside down');
  });
});

describe('fieldName', () => {
  const per = companySchema.byName.get('PER (Oct-25)')!;
  const roe = companySchema.byName.get('ROE (Fwd)')!;

  it('puts another month into a name that holds one', () => {
    expect(fieldName(per)).toBe('PER (Oct-25)');
    expect(fieldName(per, 'Nov-25')).toBe('PER (Nov-25)');
    expect(fieldName(per, '$&')).toBe('PER ($&)');
  });

  it('leaves other names alone', () => {
    expect(fieldName(roe, 'Nov-25')).toBe('ROE (Fwd)');
  });
});
