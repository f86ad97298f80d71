import { companySchema, type Issue, rowsToTable } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineRule } from '../rules/rule';
import { companies } from '../testing/rows';
import { createValidator } from '../validator';
import type { RowStream, StreamItem } from './batches';
import { checkStream } from './check-stream';
import { TickerBook } from './ticker-book';

const now = new Date(0);
const levels = ['field', 'row'] as const;
const validator = createValidator(companySchema);
/** What a stream checks, on the whole set at once. */
const whole = createValidator(companySchema, {
  levels: ['field', 'row', 'dataset'],
  settings: { 'basis-points': 'off' },
});
const check = (source: RowStream) => checkStream(validator, source, { now, maxIssues: 1e9 });

const ticker = fc.constantFrom('A', 'B', 'C', 'A.B', 'AAAAAAAAAA', 'AAAAAAAAAAA', 'a b', '', ' ', null, 7);
const row = fc.record({
  Ticker: ticker,
  corpName: fc.constantFrom('A', '', null),
  'ROE (Fwd)': fc.oneof(fc.double({ min: -300, max: 300 }), fc.constantFrom('x', null)),
});

/** Rows as a stream of rows, lists and tables. */
async function* inPieces(rows: readonly object[], sizes: readonly number[]): AsyncGenerator<StreamItem> {
  let at = 0;
  for (const size of sizes) {
    const piece = rows.slice(at, at + size);
    at += size;
    if (size === 1) yield* piece;
    else yield size % 2 === 0 ? piece : rowsToTable(piece as Record<string, never>[]);
  }
  yield* rows.slice(at);
}

const byPlace = (issues: readonly Issue[]) =>
  issues.map((issue) => JSON.stringify({ ...issue, message: '' })).sort();

describe('a stream', () => {
  it('is found as the whole set is, however it comes in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 60 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }),
        async (rows, sizes) => {
          const streamed = await check(inPieces(rows, sizes));
          const report = whole.validate(rows, { now });
          expect(byPlace(streamed.issues)).toEqual(byPlace(report.issues));
          expect(streamed.summary).toEqual(report.summary);
          expect(streamed.by_code).toEqual(report.by_code);
          expect(streamed.fields).toEqual(
            rows.length > 0 ? report.fields : streamed.fields.map((field) => ({ ...field, mapped: false })),
          );
          expect(streamed.score.total).toBe(report.score.total);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('counts all issues and lists the first', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => ({ Ticker: `T${at}` }));
    const report = await checkStream(validator, rows, { maxIssues: 3 });
    expect(report.issues.map((issue) => issue.row)).toEqual([0, 1, 2]);
    expect(report.issues_total).toBe(10_000);
    expect(report.summary.missing_required_fields).toBe(10_000);
  });

  it('gives every issue to the caller, and waits for him', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => ({ Ticker: `T${at}` }));
    let waiting = 0;
    let most = 0;
    let count = 0;
    await checkStream(validator, rows, {
      maxIssues: 0,
      async onIssue() {
        most = Math.max(most, ++waiting);
        await Promise.resolve();
        waiting--;
        count++;
      },
    });
    expect([most, count]).toEqual([1, 5000]);
  });

  it('numbers rows from its beginning, in texts as well', async () => {
    const rows = [...companies(5000), null as unknown as object, { Ticker: 'T1', corpName: 'A' }];
    const { issues } = await check(rows);
    const told = issues.filter(({ code }) => code !== 'out_of_plausible_range');
    expect(told.map(({ row: at, code, message }) => [at, code, /\d{4}|row \d+/.exec(message)?.[0]])).toEqual([
      [5000, 'missing_required', undefined],
      [5000, 'missing_required', undefined],
      [5000, 'wrong_type', '5001'],
      [1, 'duplicate_ticker', 'row 5002'],
      [5001, 'duplicate_ticker', 'row 2'],
    ]);
  });

  it('lists the rules that need more than a row', async () => {
    const own = defineRule({ name: 'own', prepare: () => 'too_few_rows' as const });
    const settings = { list: { mostly: 0.9 } };
    const { not_run } = await checkStream(createValidator(companySchema, { rules: [own], settings }), []);
    expect(not_run).toEqual(
      ['list', 'basis-points', 'own'].map((rule) => ({ rule, reason: 'needs_whole_set' })),
    );
  });

  it('leaves out what is set off', async () => {
    const rows = [{ Ticker: 'A' }, { Ticker: 'A' }];
    const off = createValidator(companySchema, { settings: { 'duplicate-ticker': 'off' } });
    expect((await checkStream(off, rows)).by_code).toEqual({ missing_required: 2 });
    expect((await checkStream(createValidator(companySchema, { levels }), rows)).by_code).toEqual({
      missing_required: 2,
    });
  });

  it('tells how far it is, and ends when it is told to', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    let read = 0;
    function* rows() {
      for (; ; read++) yield { Ticker: `T${read}`, corpName: 'A' };
    }
    const checked = checkStream(validator, rows(), {
      signal: stop.signal,
      onProgress({ rows: count }) {
        seen.push(count);
        if (seen.length === 3) stop.abort(new Error('enough'));
      },
    });
    await expect(checked).rejects.toThrow('enough');
    expect(seen).toEqual([4096, 8192, 12_288]);
    expect(read).toBeLessThan(20_000);
  });

  it('lets others have the thread', async () => {
    const stop = new AbortController();
    function* rows() {
      for (let at = 0; ; at++) yield { Ticker: `T${at}`, corpName: 'A' };
    }
    const timer = setTimeout(() => stop.abort(new Error('time is up')), 120);
    await expect(checkStream(validator, rows(), { signal: stop.signal })).rejects.toThrow('time is up');
    clearTimeout(timer);
  });

  it('fails as its source does', async () => {
    async function* rows() {
      yield { Ticker: 'A', corpName: 'A' };
      throw new Error('the line is dead');
    }
    await expect(check(rows())).rejects.toThrow('the line is dead');
  });
});

describe('tickers', () => {
  it('are told apart exactly, as words or as texts', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'AB01.-Z9'), maxLength: 12 }),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 400 }), (texts) => {
        const book = new TickerBook();
        const first = new Map<string, number>();
        texts.forEach((each, at) => {
          expect(book.note(each, at, false)?.row).toBe(first.get(each));
          if (!first.has(each)) first.set(each, at);
        });
      }),
    );
  });

  it('are told apart among very many', () => {
    const book = new TickerBook();
    let known = 0;
    for (let at = 0; at < 200_000; at++) if (book.note(`T${at}.KS`, at, at % 3 === 0)) known++;
    expect(known).toBe(0);
    for (let at = 0; at < 200_000; at += 997) {
      expect(book.note(`T${at}.KS`, 0, false)).toEqual({ row: at, isFaulty: at % 3 === 0, isNews: true });
      expect(book.note(`T${at}.KS`, 0, false)?.isNews).toBe(false);
    }
  });

  it('that are no tickers are compared up to a bound', () => {
    const book = new TickerBook();
    for (let at = 0; at < 100_000; at++) book.note(`no ticker ${at}`, at, false);
    expect(book.isIncomplete).toBe(false);
    book.note('one more', 7, false);
    expect(book.isIncomplete).toBe(true);
    expect(book.note('no ticker 99999', 8, false)?.row).toBe(99_999);
  });
});
