import {
  type ColumnTable,
  columnTable,
  companySchema,
  numberColumn,
  stringColumn,
} from '@stock-analyzer/schema';

/** A seeded stream of numbers from 0 to 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Fields that are never below others, so that only the planted defects are defects. */
const levels: Readonly<Record<string, number>> = {
  'Gross Margin (Fwd)': 50,
  'Operating Margin (Fwd)': 25,
  '52W High': 25,
};

/** Companies in all 39 fields; `defects` of the numbers are off by 100. */
export function companies(rows: number, defects: number): ColumnTable {
  const random = randomOf(7);
  const columns = companySchema.fields.map((field) => {
    const { name, kind } = field;
    if (kind === 'string') {
      const values: Record<string, (row: number) => string> = {
        Ticker: (row) => `T${row}`,
        corpName: (row) => `Company ${row}`,
        industry: (row) => `Industry ${row % 26}`,
        exchange: (row) => (row % 50 === 0 ? 'Nasdaq' : 'NYSE'),
      };
      return stringColumn(
        name,
        Array.from({ length: rows }, (_, row) => values[name]?.(row) ?? 'Hold'),
      );
    }
    const values = Array.from({ length: rows }, () => {
      const value = (levels[name] ?? 0) + 5 + 20 * random();
      return random() < 0.05 ? null : random() < defects ? value * 100 : value;
    });
    return numberColumn(name, values);
  });
  return columnTable(rows, columns);
}
