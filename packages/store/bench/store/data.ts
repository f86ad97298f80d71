import { companyRows, Random } from '@stock-analyzer/fixtures';
import {
  companySchema,
  type Dataset,
  defineSchema,
  type FieldDefinition,
  type Row,
  rowsToTable,
} from '@stock-analyzer/schema';

/** Companies as row objects with some native fields more, as an application without a store holds them. */
export function benchRows(companies: number, native = 0): Row[] {
  const random = new Random('native');
  return companyRows({ seed: 'store', count: companies }).map((row) => ({
    ...(row as Row),
    ...Object.fromEntries(
      Array.from({ length: native }, (_, index) => [
        nativeName(index),
        Math.round(random.next() * 1e4) / 100,
      ]),
    ),
  }));
}

/** The same companies as the dataset of a week. */
export function benchWeek(rows: readonly Row[], native = 0, asOf = '2025-10-10'): Dataset {
  const isNative = (name: string) => name.startsWith('Native ');
  const part = (wanted: (name: string) => boolean) =>
    rowsToTable(rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => wanted(name)))));
  return {
    asOf,
    month: 'Oct-25',
    schema: companySchema,
    nativeSchema: defineSchema({
      id: 'native',
      version: '1.0.0',
      fields: Array.from(
        { length: native },
        (_, index): FieldDefinition => ({
          name: nativeName(index),
          key: `native${index}`,
          column: `native_${index}`,
          category: 'native',
          kind: 'number',
          unit: 'none',
          description: { en: 'A native field', ko: '원본 필드' },
        }),
      ),
    }),
    fields: part((name) => !isNative(name)),
    native: part(isNative),
    origins: null,
    provenance: { file: null, sha256: null, bytes: null, profile: 'bench', modifiedAt: null },
    marks: [],
  };
}

function nativeName(index: number): string {
  return `Native ${index}`;
}
