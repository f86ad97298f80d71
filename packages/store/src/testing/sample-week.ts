import {
  companySchema,
  type Dataset,
  defineSchema,
  type FieldDefinition,
  type Row,
  rowsToTable,
} from '@stock-analyzer/schema';

/** A week made of rows, for tests: what is not given is as plain as possible. */
export function sampleWeek(
  fields: readonly Row[],
  native: readonly Row[] = [],
  rest: Partial<Dataset> = {},
): Dataset {
  const table = rowsToTable(native);
  return {
    asOf: '2025-10-10',
    month: 'Oct-25',
    schema: companySchema,
    nativeSchema: defineSchema({ id: 'sample', version: '1.0.0', fields: table.columns.map(nativeField) }),
    fields: rowsToTable(fields),
    native: table,
    origins: null,
    provenance: {
      file: 'week.xlsb',
      sha256: 'ab'.repeat(32),
      bytes: 90_000_000_000,
      profile: 'sample',
      modifiedAt: '2025-10-11T01:02:03.000Z',
    },
    marks: [],
    ...rest,
  };
}

function nativeField({ name }: { name: string }, index: number): FieldDefinition {
  return {
    name,
    key: `native${index}`,
    column: `native_${index}`,
    category: 'native',
    kind: 'number',
    unit: 'none',
    description: { en: name, ko: name },
  };
}

/** A week of so many companies with every canonical field and two native ones. */
export function bigWeek(companies: number, asOf: string): Dataset {
  const rows = Array.from({ length: companies }, (_, index) => {
    const row: Row = {
      Ticker: `T${index}.KS`,
      corpName: `회사 ${index}`,
      industry: '반도체',
      exchange: 'KOSPI',
    };
    for (const { name, kind } of companySchema.fields) {
      if (kind !== 'string') row[name] = Math.sin(index + name.length) * 100;
    }
    return row;
  });
  const native = rows.map((_, index) => ({ Price: index / 7, 'Fiscal month': 'Dec' }));
  return sampleWeek(rows, native, { asOf, provenance: { ...sampleWeek([]).provenance, sha256: asOf } });
}
