import type { CheckedTable } from '../../columns/checked-table';
import { defineRule, type TableRule } from '../../rules/rule';
import { say, show } from '../../words';
import { hasNumbers } from '../baseline/scale';
import { alikeRows, hashNumber } from './alike-rows';

/**
 * A market cap is one company's. Classes of its shares (GOOG and GOOGL) tell the same cap, that of the whole
 * company: right, and to be known to who adds caps up. Rows share a cap if it is equal to the last digit and their
 * names are equal but for the class, or their tickers (BRK.A, BRK.B).
 */
export const sharedMarketCap: TableRule = defineRule({
  name: 'shared-market-cap',
  code: 'shared_market_cap',
  severity: 'info',
  prepare({ table }) {
    const cap = table.byKey('marketCapUsdMn');
    if (!hasNumbers(cap)) return 'no_column';
    const groups = sharingRows(table, cap.numbers);
    return {
      run: (report) => {
        for (const row of groups.keys()) report(row, cap.field);
      },
      explain({ row, value }, language) {
        const others = groups
          .get(row ?? 0)!
          .filter((other) => other !== row)
          .map((other) => table.tickerAt(other));
        return {
          expected: say(language, 'counted once in sums', '합계에는 한 번만'),
          message: say(
            language,
            `The market cap ${show(value)} is also that of ${others.join(', ')}: classes of one company's shares`,
            `시가총액 ${show(value)}은(는) ${others.join(', ')}과(와) 같습니다: 한 기업의 여러 주식 종류`,
          ),
          evidence: { shared_with: others.join(', ') },
        };
      },
    };
  },
});

function sharingRows(table: CheckedTable, caps: Float64Array): Map<number, readonly number[]> {
  const hashes = new Int32Array(caps.length);
  for (let row = 0; row < caps.length; row++) {
    if (caps[row]! > 0) hashes[row] = hashNumber(0, caps[row]!, 1) || 1;
  }
  const groups = new Map<number, readonly number[]>();
  for (const rows of alikeRows(hashes)) {
    for (const identity of [nameOf, rootOf]) {
      const alike = new Map<string, number[]>();
      for (const row of rows) {
        const text = identity(table, row);
        if (text === '') continue;
        // Different caps may have one hash.
        const key = `${caps[row]} ${text}`;
        const group = alike.get(key);
        if (group) group.push(row);
        else alike.set(key, [row]);
      }
      for (const group of alike.values()) {
        const tickers = new Set(group.map((row) => table.tickerAt(row)));
        if (tickers.size > 1) for (const row of group) if (!groups.has(row)) groups.set(row, group);
      }
    }
  }
  return groups;
}

/** A company's name without the class of its shares. */
function nameOf(table: CheckedTable, row: number): string {
  const name = table.byKey('corpName')?.valueAt(row);
  if (typeof name !== 'string') return '';
  return name
    .toLowerCase()
    .replace(/\b(?:class|cl|series|ser)\b\.?\s*[a-z]?\b/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A ticker without the class of its share. */
function rootOf(table: CheckedTable, row: number): string {
  return /^(.+)[.-][A-Z]$/.exec(table.tickerAt(row) ?? '')?.[1] ?? '';
}
