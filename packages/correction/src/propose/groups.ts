import type { Column } from '@stock-analyzer/schema';
import { cellAt } from '@stock-analyzer/schema';

/** Companies by what they have in a field of texts, numbered by first appearance. */
export interface Groups {
  readonly names: readonly string[];
  /** By row: index into `names`, -1 for none. Detectors put corrected texts in as they find them. */
  readonly codes: Int32Array;
}

/** Numbers each row's text. */
export function groupsOf(column: Column | undefined, rowCount: number): Groups {
  if (column?.type === 'string') return { names: column.dictionary, codes: column.codes.slice() };
  const codes = new Int32Array(rowCount).fill(-1);
  const indexes = new Map<string, number>();
  for (let row = 0; column && row < rowCount; row++) {
    const value = cellAt(column, row);
    if (typeof value !== 'string') continue;
    let index = indexes.get(value);
    if (index === undefined) {
      index = indexes.size;
      indexes.set(value, index);
    }
    codes[row] = index;
  }
  return { names: [...indexes.keys()], codes };
}
