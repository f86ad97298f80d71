import type { CheckedTable } from '../../columns/checked-table';
import { memo } from '../../memo';
import { defineRule, type RuleData, type TableRule } from '../../rules/rule';
import { say, show } from '../../words';
import { rowsInEarlierWeeks } from '../matching';
import { textIds } from '../text-ids';

/** Which companies came, left or changed their name or ticker since the newest approved week. */
interface CompanyChanges {
  /** Rows of the data. */
  readonly came: readonly number[];
  /** Rows of the earlier week. */
  readonly left: readonly number[];
  /** By row of the data, the row that it was. */
  readonly renamed: ReadonlyMap<number, number>;
}

const changesOf = memo((data: RuleData): CompanyChanges | undefined => {
  const before = data.earlier.at(-1)?.table;
  if (!before) return undefined;
  const { table } = data;
  const rows = rowsInEarlierWeeks(data).at(-1)!;
  const isStill = new Uint8Array(before.rowCount);
  for (const then of rows) if (then >= 0) isStill[then] = 1;
  const ticker = table.byKey('ticker');
  const tickers = ticker && textIds(ticker).codeOf;
  const nameThen = namesOf(before);
  const nameNow = namesOf(table);
  const left = new Map<string, number>();
  isStill.forEach((still, then) => {
    const was = still ? null : before.tickerAt(then);
    if (was !== null && !tickers?.has(was)) left.set(identity(before, then, nameThen(then)), then);
  });
  const came: number[] = [];
  const renamed = new Map<number, number>();
  rows.forEach((then, row) => {
    if (table.tickerAt(row) === null) return;
    if (then >= 0) {
      const [old, name] = [nameThen(then), nameNow(row)];
      if (old !== '' && name !== '' && old !== name) renamed.set(row, then);
      return;
    }
    const name = nameNow(row);
    const key = identity(table, row, name);
    const was = name === '' ? undefined : left.get(key);
    if (was === undefined) came.push(row);
    else {
      // Share classes have one name: each ticker that is gone became one other at most.
      left.delete(key);
      renamed.set(row, was);
    }
  });
  return { came, left: [...left.values()], renamed };
});

function namesOf(table: CheckedTable): (row: number) => string {
  const column = table.byKey('corpName');
  return (row) => {
    const value = column?.valueAt(row);
    return typeof value === 'string' ? value.trim() : '';
  };
}

/** Name and exchange; the ticker where there is no name. */
function identity(table: CheckedTable, row: number, name: string): string {
  return JSON.stringify(name ? [name, table.byKey('exchange')?.valueAt(row)] : [table.tickerAt(row)]);
}

const head = { level: 'weeks', severity: 'info' } as const;
const tickerOf = ({ table }: RuleData) => table.byKey('ticker')?.field ?? null;

/** Every company was there last week. */
export const companyNew: TableRule = defineRule({
  ...head,
  name: 'company-new',
  code: 'company_new',
  prepare(data) {
    const changes = changesOf(data);
    if (!changes) return 'no_earlier_weeks';
    return {
      run: (report) => {
        for (const row of changes.came) report(row, tickerOf(data));
      },
      explain: ({ row, value }, language) => ({
        expected: say(language, 'a company of last week', '지난주에도 있던 기업'),
        message: say(
          language,
          `${show(value)} (${namesOf(data.table)(row ?? 0)}) was not there in the last approved week`,
          `${show(value)} (${namesOf(data.table)(row ?? 0)})은(는) 직전 승인 주에 없었습니다`,
        ),
      }),
    };
  },
});

/** Every company of last week is still there. */
export const companyGone: TableRule = defineRule({
  ...head,
  name: 'company-gone',
  code: 'company_gone',
  prepare(data) {
    const changes = changesOf(data);
    const before = data.earlier.at(-1)?.table;
    if (!changes || !before) return 'no_earlier_weeks';
    return {
      run: (report) => {
        for (const row of changes.left) report(null, null, row);
      },
      explain({ detail }, language) {
        const ticker = before.tickerAt(detail)!;
        return {
          ticker,
          expected: say(language, 'the companies of last week', '지난주의 기업'),
          message: say(
            language,
            `${show(ticker)} (${namesOf(before)(detail)}) was there in the last approved week and is gone`,
            `직전 승인 주에 있던 ${show(ticker)} (${namesOf(before)(detail)})이(가) 없습니다`,
          ),
        };
      },
    };
  },
});

/** A ticker stands for the name that it stood for last week, and a name for its ticker. */
export const companyRenamed: TableRule = defineRule({
  ...head,
  name: 'company-renamed',
  code: 'company_renamed',
  prepare(data) {
    const changes = changesOf(data);
    const before = data.earlier.at(-1)?.table;
    if (!changes || !before) return 'no_earlier_weeks';
    return {
      run: (report) => {
        for (const [row, then] of changes.renamed) report(row, tickerOf(data), then);
      },
      explain({ row, detail }, language) {
        const names = [namesOf(before)(detail), namesOf(data.table)(row ?? 0)] as const;
        const tickers = [before.tickerAt(detail) ?? '', data.table.tickerAt(row ?? 0) ?? ''] as const;
        const [from, to] = tickers[0] === tickers[1] ? names : tickers;
        return {
          expected: show(from),
          message: say(
            language,
            `The company that was ${show(from)} in the last approved week is ${show(to)}`,
            `직전 승인 주의 ${show(from)}이(가) ${show(to)}(으)로 바뀌었습니다`,
          ),
          evidence: { was: from, is: to },
        };
      },
    };
  },
});

/**
 * There are about as many companies as last week: at most `percent` (default 10) more or fewer; and from `min` to
 * `max`, where settings say so.
 */
export const rowCount: TableRule = defineRule({
  name: 'row-count',
  code: 'row_count',
  level: 'weeks',
  severity: 'warning',
  tunables: { percent: 10, min: 0, max: Number.MAX_SAFE_INTEGER },
  prepare({ table, earlier }, { percent = 0, min = 0, max = 0 }) {
    const before = earlier.at(-1)?.table.rowCount;
    if (before === undefined && min <= 0 && max >= Number.MAX_SAFE_INTEGER) return 'no_earlier_weeks';
    const count = table.rowCount;
    const least = Math.max(min, before === undefined ? 0 : Math.ceil(before * (1 - percent / 100)));
    const most = Math.min(max, before === undefined ? max : Math.floor(before * (1 + percent / 100)));
    return {
      run: (report) => {
        if (count < least || count > most) report(null, null);
      },
      explain: (_finding, language) => ({
        expected: say(language, `${least} to ${most} companies`, `기업 ${least} ~ ${most}개`),
        message: say(
          language,
          `There are ${count} companies${before === undefined ? '' : `, ${before} in the last approved week`}; ${least} to ${most} are expected`,
          `기업이 ${count}개입니다${before === undefined ? '' : ` (직전 승인 주 ${before}개)`}: ${least} ~ ${most}개 예상`,
        ),
        evidence: { companies: count, ...(before !== undefined && { before }), least, most },
      }),
    };
  },
});
