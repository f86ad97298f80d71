import { cellAt } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { changed, earlier, news, rowWith, trueWeek, validator, withRows } from '../../testing/weeks';
import { createValidator } from '../../validator';
import { learnBaseline } from '../baseline/learn';
import { weekRules } from '../week-rules';

const times = (factor: number, row: number) => (value: unknown, at: number) =>
  at === row && typeof value === 'number' ? value * factor : (value as number);
const tickerAt = (row: number) => cellAt(trueWeek.fields.byName.get('Ticker')!, row);

describe('a jump', () => {
  it.each(['ROE (Fwd)', 'PBR (Oct-25)', 'Gross Margin (Fwd)', '(USD mn)', 'Price', 'PER (Fwd)'])(
    'is told of %s, with the value of last week and how rare it is',
    (field) => {
      const row = rowWith(trueWeek, [field], 3);
      const [found, ...others] = news(changed(trueWeek, field, times(0.01, row)), 'jump');
      const told = earlier.flatMap((week) => {
        const tickers = week.fields.byName.get('Ticker')!;
        const rows = Array.from({ length: week.fields.rowCount }, (_, at) => at);
        const then = rows.find((at) => cellAt(tickers, at) === tickerAt(row));
        const column = week.fields.byName.get(field) ?? week.native.byName.get(field)!;
        const value = then === undefined ? null : cellAt(column, then);
        return value === null ? [] : [{ last_value: value, last_week: week.asOf }];
      });
      expect(others).toEqual([]);
      expect(found).toMatchObject({ ticker: tickerAt(row), field, code: 'jump', severity: 'warning' });
      expect(found?.evidence).toMatchObject(told.at(-1)!);
      expect(found?.evidence?.deviations).toBeGreaterThanOrEqual(8);
    },
  );

  it('is told where one earlier week is known too', () => {
    const row = rowWith(trueWeek, ['(USD mn)'], 2);
    const found = news(changed(trueWeek, '(USD mn)', times(1000, row)), 'jump', earlier.slice(-1));
    expect(found.map(({ ticker }) => ticker)).toEqual([tickerAt(row)]);
  });

  it('may be told later or sooner by settings', () => {
    const { issues } = createValidator(trueWeek.schema, {
      rules: weekRules(),
      settings: { jump: { deviations: 1e9 } },
    }).validate(changed(trueWeek, '(USD mn)', times(1000, 5)), { earlier });
    expect(issues.filter(({ rule }) => rule === 'jump')).toEqual([]);
  });
});

describe('an anomaly', () => {
  const row = rowWith(trueWeek, ['ROE (Fwd)'], 4);
  const without = (week: (typeof earlier)[number]) =>
    withRows(
      week,
      Array.from({ length: week.fields.rowCount }, (_, at) => at).filter(
        (at) => cellAt(week.fields.byName.get('Ticker')!, at) !== tickerAt(row),
      ),
    );

  it('is told of a company that has no history, against its peers', () => {
    const spoilt = changed(trueWeek, 'ROA (Fwd)', (value, at) => (at === row ? 40_000 : value));
    const [found] = news(spoilt, 'anomaly', earlier.map(without));
    expect(found).toMatchObject({ ticker: tickerAt(row), field: 'ROA (Fwd)', severity: 'warning' });
    expect(Object.keys(found?.evidence ?? {})).toEqual(['median', 'peers', 'deviations', 'one_in']);
  });

  it('is no news where the company was as far out in an approved week', () => {
    const extreme = (week: typeof trueWeek, ticker: unknown) =>
      changed(week, 'ROA (Fwd)', (value, at) =>
        cellAt(week.fields.byName.get('Ticker')!, at) === ticker ? 40_000 : value,
      );
    const found = news(
      extreme(trueWeek, tickerAt(row)),
      'anomaly',
      earlier.map((week) => extreme(week, tickerAt(row))),
    );
    expect(found).toEqual([]);
  });

  it('is found by a saved baseline as well', () => {
    const baseline = JSON.parse(JSON.stringify(learnBaseline(trueWeek.schema, earlier)));
    const spoilt = changed(trueWeek, 'ROA (Fwd)', (value, at) => (at === row ? 40_000 : value));
    const { issues, not_run } = createValidator(trueWeek.schema, { rules: weekRules({ baseline }) }).validate(
      spoilt,
    );
    expect(issues.filter(({ rule }) => rule === 'anomaly').map(({ ticker }) => ticker)).toContain(
      tickerAt(row),
    );
    expect(not_run.map(({ rule }) => rule)).not.toContain('anomaly');
  });
});

describe('against earlier weeks', () => {
  it('a distribution that is another is told', () => {
    const found = news(
      changed(trueWeek, 'Gross Margin (Fwd)', (value, row) =>
        typeof value === 'number' && row % 2 === 0 ? value / 4 : value,
      ),
      'distribution-drift',
    );
    expect(found.map(({ row, field }) => [row, field])).toEqual([[null, 'Gross Margin (Fwd)']]);
  });

  it('a column that moves every week and did not is stale', () => {
    const last = earlier.at(-1)!;
    const rowOf = new Map(
      Array.from({ length: last.fields.rowCount }, (_, at) => [
        cellAt(last.fields.byName.get('Ticker')!, at),
        at,
      ]),
    );
    const price = last.native.byName.get('Price')!;
    const stale = changed(trueWeek, 'Price', (value, row) => {
      const then = rowOf.get(tickerAt(row));
      return then === undefined ? value : cellAt(price, then);
    });
    expect(news(stale, 'stale-column').map(({ field }) => field)).toEqual(['Price']);
  });

  it("last week's file under another date is told as a whole", () => {
    const [found] = news({ ...earlier.at(-1)!, asOf: trueWeek.asOf }, 'stale-column', earlier.slice(-1));
    expect(found).toMatchObject({ row: null, field: null, evidence: { unchanged_percent: 100 } });
  });

  it('companies that came, left or changed their name are told', () => {
    const last = earlier.at(-1)!;
    const rows = Array.from({ length: last.fields.rowCount }, (_, at) => at);
    const ticker = (row: number) => cellAt(last.fields.byName.get('Ticker')!, row);
    let week = withRows(last, rows.slice(1));
    week = changed(week, 'Ticker', (value) => (value === ticker(3) ? 'NEWCO' : value));
    week = changed(week, 'corpName', (value, row) => (row === 9 ? 'Another Name' : value));
    week = changed(week, 'Ticker', (value) => (value === ticker(5) ? 'BRANDNEW' : value));
    week = changed(week, 'corpName', (value, row) => (row === 4 ? 'Brand New' : value));
    const { issues } = validator.validate(week, { earlier: [last] });
    const told = (rule: string) => issues.filter((issue) => issue.rule === rule);
    expect(told('company-gone').map((issue) => issue.ticker)).toEqual([ticker(0), ticker(5)]);
    expect(told('company-new').map((issue) => issue.ticker)).toEqual(['BRANDNEW']);
    expect(told('company-renamed').map((issue) => [issue.ticker, issue.evidence?.is])).toEqual([
      ['NEWCO', 'NEWCO'],
      [ticker(10), 'Another Name'],
    ]);
  });

  it('a number of companies far from the last one is told', () => {
    const [found] = news(
      withRows(
        trueWeek,
        Array.from({ length: 300 }, (_, row) => row),
      ),
      'row-count',
    );
    expect(found?.evidence).toMatchObject({ companies: 300, least: 360, most: 440 });
  });

  it('the number of companies may be fixed, without earlier weeks', () => {
    const settings = { 'row-count': { min: 5500, max: 6500 } };
    const { by_code } = createValidator(trueWeek.schema, { rules: weekRules(), settings }).validate(trueWeek);
    expect(by_code.row_count).toBe(1);
  });

  it('a value of last week that is told otherwise now is restated', () => {
    const row = rowWith(trueWeek, ['EPS Consensus (1W ago)', 'EPS (Fwd)'], 2);
    const found = news(changed(trueWeek, 'EPS Consensus (1W ago)', times(1.2, row)), 'restated-value');
    expect(found.map(({ ticker, severity }) => [ticker, severity])).toEqual([[tickerAt(row), 'info']]);
    expect(found[0]?.evidence).toMatchObject({ field_then: 'EPS (Fwd)', week: '2025-10-03' });
  });
});
