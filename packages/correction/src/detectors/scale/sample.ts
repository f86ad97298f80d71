import type { Groups } from '../../propose/groups';

/** So many companies of a group tell what the group is like. */
const PER_GROUP = 120;

/**
 * Rows to learn from: all of small groups, some of large ones. Which, the tickers decide, so that the order of
 * rows does not matter.
 */
export function sampleRows(tickers: readonly (string | null)[], { names, codes }: Groups): Int32Array {
  const sizes = new Int32Array(names.length + 1);
  for (const code of codes) sizes[code + 1]!++;
  const rows: number[] = [];
  tickers.forEach((ticker, row) => {
    const size = sizes[codes[row]! + 1]!;
    const room = codes[row]! < 0 ? 20 * PER_GROUP : PER_GROUP;
    if (size <= room || hash(ticker ?? String(row)) < room / size) rows.push(row);
  });
  return Int32Array.from(rows);
}

/** From 0 to 1. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
}
