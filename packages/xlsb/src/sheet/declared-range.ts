import { BEGIN_SHEET_DATA, WS_DIM, walkRecords } from '../biff/records';
import { viewOf } from '../zip/directory';
import type { ZipPart } from '../zip/part';
import { MAX_COLUMNS, MAX_ROWS } from './cell-sink';
import { columnLetters } from './columns';

/**
 * Packed bytes to look at: the size stands in the first hundred bytes of a sheet, which these inflate to. At worst
 * they inflate to 17 MB.
 */
const LOOKS = [512, 2 ** 14];

/** What a sheet declares of its size, found in the first of its bytes; undefined if it declares none. */
export async function findDeclaredRange(part: ZipPart): Promise<string | undefined> {
  for (const packedBytes of LOOKS) {
    const head = await part.head(packedBytes);
    let range: string | undefined;
    let isThrough = packedBytes >= part.packedSize;
    const view = viewOf(head);
    walkRecords(
      head,
      part.name,
      (type, start, end) => {
        if (type === WS_DIM && end - start >= 16) range = declaredRangeOf(view, start);
        if (type !== WS_DIM && type !== BEGIN_SHEET_DATA) return true;
        isThrough = true;
        return false;
      },
      isThrough,
    );
    if (isThrough) return range;
  }
  return undefined;
}

/** BrtWsDim ([MS-XLSB] 2.4.872): first and last row, first and last column. Undefined if that is no range. */
export function declaredRangeOf(view: DataView, at: number): string | undefined {
  const [firstRow, lastRow, firstColumn, lastColumn] = [0, 4, 8, 12].map((skip) =>
    view.getUint32(at + skip, true),
  ) as [number, number, number, number];
  const isRange =
    firstRow <= lastRow && lastRow < MAX_ROWS && firstColumn <= lastColumn && lastColumn < MAX_COLUMNS;
  if (!isRange) return undefined;
  const first = `${columnLetters(firstColumn)}${firstRow + 1}`;
  const last = `${columnLetters(lastColumn)}${lastRow + 1}`;
  return first === last ? first : `${first}:${last}`;
}
