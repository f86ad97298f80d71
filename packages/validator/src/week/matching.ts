import type { CheckedTable } from '../columns/checked-table';
import { memo } from '../memo';
import type { RuleData } from '../rules/rule';
import { textIds } from './text-ids';

/** Each earlier week's rows of the companies under check: by week, by row, the row there; -1 where it was not. */
export const rowsInEarlierWeeks = memo(({ table, earlier }: RuleData): Int32Array[] =>
  matchRows(
    table,
    earlier.map((week) => week.table),
  ),
);

/** By table, by row of `base`, the row of the same ticker there; -1 for none. Of equal tickers the first counts. */
export function matchRows(base: CheckedTable, tables: readonly CheckedTable[]): Int32Array[] {
  const ticker = base.byKey('ticker');
  const rows = tables.map(() => new Int32Array(base.rowCount).fill(-1));
  if (!ticker?.codes.length) return rows;
  const { codeOf, ids } = textIds(ticker);
  tables.forEach((table, at) => {
    const there = table.byKey('ticker');
    if (!there?.codes.length) return;
    const target = new Int32Array(ids.length).fill(-1);
    const known = new Int32Array(there.dictionary.length);
    // Weeks have nearly the same companies in nearly the same order.
    let next = 0;
    for (let code = 0; code < known.length; code++) {
      const text = there.dictionary[code]!;
      const found = ticker.dictionary[next] === text ? ids[next]! : (codeOf.get(text) ?? -1);
      known[code] = found;
      if (found >= 0) next = found + 1;
    }
    for (let row = table.rowCount - 1; row >= 0; row--) {
      const code = known[there.codes[row]!] ?? -1;
      if (code >= 0) target[code] = row;
    }
    const into = rows[at]!;
    for (let row = 0; row < into.length; row++) {
      const code = ticker.codes[row]!;
      if (code >= 0) into[row] = target[ids[code]!]!;
    }
  });
  return rows;
}
