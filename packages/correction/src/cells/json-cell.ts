import type { CellValue } from '@stock-analyzer/schema';

/** A cell in JSON. JSON has no -0 and no infinities, so those three are spelled out. */
export type JsonCell = CellValue | { readonly number: '-0' | 'Infinity' | '-Infinity' };

/** A cell as JSON keeps it. */
export function encodeCell(value: CellValue): JsonCell {
  if (Object.is(value, -0)) return { number: '-0' };
  if (value === Number.POSITIVE_INFINITY) return { number: 'Infinity' };
  if (value === Number.NEGATIVE_INFINITY) return { number: '-Infinity' };
  return value;
}

/** The inverse of {@link encodeCell}. */
export function decodeCell(cell: JsonCell): CellValue {
  return typeof cell === 'object' && cell !== null ? Number(cell.number) : cell;
}
