import type { CheckedTable } from '../../columns/checked-table';
import type { FieldColumn } from '../../columns/field-column';
import { defineRule, type TableRule } from '../../rules/rule';
import { say, show } from '../../words';
import { hasNumbers } from '../baseline/scale';
import { four } from '../history/figures';
import { alikeRows, hashNumber } from './alike-rows';
import { rowsApart } from './row-marks';

/** Two rows of one name at one exchange are one company if so many of the numbers that both have are equal. */
const ALIKE = 0.8;
const FEWEST_ALIKE = 5;

/** Two rows of any name are one company if all of their numbers are equal, and they have so many. */
const FEWEST_EQUAL = 8;

/**
 * Companies are listed once. Two tickers are the same company if name and exchange are equal and at least 80
 * percent of the numbers that both have (classes of shares differ in price and all that comes of it), or if all
 * of at least 8 numbers are equal. Every row of a group is told, with another of it.
 */
export const duplicateCompany: TableRule = defineRule({
  name: 'duplicate-company',
  code: 'duplicate_company',
  severity: 'warning',
  prepare({ table }) {
    const twins = twinsOf(table);
    return {
      run: (report) => {
        const field = table.byKey('ticker')?.field ?? null;
        for (const [row, other] of twins) report(row, field, other);
      },
      explain({ row, value, detail }, language) {
        const share = four(100 * alikeShare(numbersOf(table), row ?? 0, detail).share);
        const other = table.tickerAt(detail);
        return {
          expected: say(language, 'one row a company', '기업당 한 행'),
          message: say(
            language,
            `${show(value)} seems to be the same company as ${show(other)}: ${share} percent of their numbers are equal`,
            `${show(value)}은(는) ${show(other)}과(와) 같은 기업으로 보입니다: 숫자의 ${share} %가 같습니다`,
          ),
          evidence: { other: String(other), other_row: detail, equal_percent: share },
        };
      },
    };
  },
});

/** By row, another row of the same company. */
function twinsOf(table: CheckedTable): Map<number, number> {
  const twins = new Map<number, number>();
  const pair = (a: number, b: number) => {
    // Rows of one ticker are told by `duplicate-ticker`, classes of one company's shares by `shared-market-cap`.
    if (areClasses(table.tickerAt(a), table.tickerAt(b))) return;
    if (!twins.has(a)) twins.set(a, b);
    twins.set(b, a);
  };
  const numbers = numbersOf(table);
  const [names, exchanges] = [table.byKey('corpName'), table.byKey('exchange')];
  let marked: ReturnType<typeof rowsApart> | undefined;
  const apart = (a: number, b: number) => {
    marked ??= rowsApart(numbers, table.rowCount);
    return marked(a, b);
  };
  // One more than may differ: shares are told exactly below.
  const most = (1 - ALIKE) * numbers.length + 1;
  eachPair(nameHashes(table), (a, b) => {
    if (apart(a, b) > most || !areSame(names, a, b) || !areSame(exchanges, a, b)) return;
    const { share, compared } = alikeShare(numbers, a, b);
    if (compared >= FEWEST_ALIKE && share >= ALIKE) pair(a, b);
  });
  eachPair(numberHashes(numbers, table.rowCount), (a, b) => {
    if (apart(a, b) > 0) return;
    const { share, compared, values } = alikeShare(numbers, a, b);
    if (compared >= FEWEST_EQUAL && compared === values && share === 1) pair(a, b);
  });
  return twins;
}

/** Whether a column has the same in two rows. */
function areSame(column: FieldColumn | undefined, a: number, b: number): boolean {
  if (!column) return true;
  const code = column.codes[a];
  const isSameText = code !== undefined && code >= 0 && code === column.codes[b];
  return isSameText || column.valueAt(a) === column.valueAt(b);
}

/** Whether tickers are the same but for the class of the share: BRK.A and BRK.B, GOOG and GOOGL. */
function areClasses(a: string | null, b: string | null): boolean {
  const [short, long] = [a ?? '', b ?? ''].sort((x, y) => x.length - y.length) as [string, string];
  return long.startsWith(short.replace(/[.-][A-Z]$/, '')) && long.length - short.length <= 1;
}

/** Groups are compared pair by pair up to this size; of larger ones, with the first rows. */
const LARGEST_GROUP = 50;

/** Calls for each two rows of one hash; rows of hash 0 have none. */
function eachPair(hashes: Int32Array, call: (a: number, b: number) => void): void {
  for (const group of alikeRows(hashes)) {
    for (let at = 1; at < group.length; at++) {
      for (let before = 0; before < at && before < LARGEST_GROUP; before++) call(group[before]!, group[at]!);
    }
  }
}

function nameHashes(table: CheckedTable): Int32Array {
  const hashes = new Int32Array(table.rowCount);
  const name = table.byKey('corpName');
  const exchange = table.byKey('exchange');
  if (!name?.codes.length) return hashes;
  for (let row = 0; row < hashes.length; row++) {
    if (name.codes[row]! >= 0) {
      hashes[row] = Math.imul(name.codes[row]! + 1, 0x9e3779b1) + (exchange?.codes[row] ?? -1) + 1;
    }
  }
  return hashes;
}

function numbersOf({ columns }: CheckedTable): Float64Array[] {
  return columns.flatMap((column) => (hasNumbers(column) ? [column.numbers] : []));
}

/** A hash of each row's numbers; 0 where it has too few. */
function numberHashes(columns: readonly Float64Array[], rowCount: number): Int32Array {
  const hashes = new Int32Array(rowCount);
  const counts = new Uint16Array(rowCount);
  for (const [index, numbers] of columns.entries()) addHashes(numbers, index + 1, hashes, counts);
  for (let row = 0; row < hashes.length; row++) if (counts[row]! < FEWEST_EQUAL) hashes[row] = 0;
  return hashes;
}

function addHashes(numbers: Float64Array, salt: number, hashes: Int32Array, counts: Uint16Array): void {
  for (let row = 0; row < hashes.length; row++) {
    const number = numbers[row]!;
    if (!(Math.abs(number) > 0)) continue;
    hashes[row] = hashNumber(hashes[row]!, number, salt);
    counts[row]!++;
  }
}

/** How many numbers either row has, how many both have, and what share of those is equal; zeros tell nothing. */
function alikeShare(columns: readonly Float64Array[], a: number, b: number) {
  let values = 0;
  let compared = 0;
  let same = 0;
  for (const numbers of columns) {
    const [x, y] = [numbers[a] || Number.NaN, numbers[b] || Number.NaN];
    if (Number.isNaN(x) && Number.isNaN(y)) continue;
    values++;
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    compared++;
    if (x === y) same++;
  }
  return { values, compared, share: compared === 0 ? 0 : same / compared };
}
