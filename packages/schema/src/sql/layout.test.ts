import { describe, expect, it } from 'vitest';
import { companySchema } from '../company/schema';
import { defineSchema, extendSchema } from '../schema';
import { fieldTables, sqlTables } from './index';

const field = {
  name: 'Extra',
  key: 'extra',
  column: 'extra',
  category: 'native',
  kind: 'number',
  unit: 'none',
  description: { en: 'An extra', ko: '추가' },
} as const;

describe('fieldTables', () => {
  it('gives every field but the ticker one table', () => {
    const names = fieldTables(companySchema).flatMap(({ fields }) => fields.map(({ name }) => name));
    expect(new Set(names).size).toBe(38);
    expect(names).not.toContain('Ticker');
  });

  it('gives fields of the category native a table too', () => {
    const grown = extendSchema(companySchema, { version: '2.0.0', fields: [field] });
    expect(fieldTables(grown).at(-1)).toEqual({
      name: 'native_metrics',
      category: 'native',
      fields: [field],
    });
  });

  it('wants a ticker', () => {
    const schema = defineSchema({ id: 'funds', version: '1.0.0', fields: [field] });
    expect(() => fieldTables(schema)).toThrow('"funds": SQL tables need a required text field');
  });

  it("refuses a field that would take one of the tables' own columns", () => {
    const grown = extendSchema(companySchema, {
      version: '2.0.0',
      fields: [{ ...field, column: 'snapshot_id' }],
    });
    expect(() => fieldTables(grown)).toThrow('field "Extra" takes the column "snapshot_id"');
  });
});

describe('sqlTables', () => {
  it('has no month in any column name, and keeps every number a double', () => {
    const columns = sqlTables(companySchema).flatMap((table) => table.columns);
    expect(columns.filter(({ name }) => name.includes('oct'))).toEqual([]);
    const types = new Map(columns.map(({ name, type }) => [name, type]));
    expect(
      ['per', 'pbr', 'price_sales', 'price_cashflow', 'cash_debt'].map((name) => types.get(name)),
    ).toEqual(Array(5).fill('number'));
    expect(['market_cap_usd_mn', 'revenue_fwd', 'avg_volume_3m'].map((name) => types.get(name))).toEqual(
      Array(3).fill('number'),
    );
  });

  it('names only tables that stand before', () => {
    const seen = new Set<string>();
    for (const table of sqlTables(companySchema)) {
      seen.add(table.name);
      for (const { references } of table.columns) if (references) expect(seen).toContain(references.table);
    }
  });
});
