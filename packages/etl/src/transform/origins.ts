import type { Origins } from '@stock-analyzer/schema';
import type { CompanySheet } from './merge';

/** Tells for each value which sheet it is from and where it stands there. */
export function originsOf(
  sheets: readonly CompanySheet[],
  sheetOf: readonly (readonly [field: string, sheets: Uint8Array])[],
): Origins {
  return {
    sheets: sheets.map(({ parsed, rowOf }) => ({
      sheet: parsed.sheet,
      rows: rowOf.map((row) => (row < 0 ? 0 : parsed.rows[row]!)),
      columns: new Map(
        parsed.columns.flatMap(({ name, field, letters }) =>
          field && letters ? [[name, letters] as const] : [],
        ),
      ),
    })),
    sheetOf: new Map(sheetOf),
  };
}
