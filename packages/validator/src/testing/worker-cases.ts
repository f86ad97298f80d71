import { companySchema, rowsToTable } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { createValidator } from '../validator';
import { weekRules } from '../week/index';
import { checkInWorker } from '../worker/check-in-worker';
import type { MessageEnd } from '../worker/messages';
import { companies } from './rows';

/** What a worker does, in Node and in browsers alike. */
export function describeWorker(make: () => { worker: MessageEnd; end: () => unknown }): void {
  const within = async (use: (worker: MessageEnd) => Promise<void>) => {
    const { worker, end } = make();
    try {
      await use(worker);
    } finally {
      await end();
    }
  };
  const now = new Date(0);
  const validator = createValidator(companySchema, { rules: weekRules() });
  const rows = [...companies(300), { Ticker: 'X', corpName: '', 'ROE (Fwd)': 1550 }];

  describe('a check in a worker', { timeout: 30_000 }, () => {
    it('gives the report that a check here gives, of rows, tables and earlier weeks', () =>
      within(async (worker) => {
        const ours = validator.validate(rows, {
          now,
          earlier: [companies(290)],
          maxIssues: 5,
          language: 'ko',
        });
        const settings = { now, earlier: [companies(290)], maxIssues: 5, language: 'ko' } as const;
        const plain = (report: object) => JSON.parse(JSON.stringify(report));
        // The worker's further rule finds nothing here.
        expect(plain(await checkInWorker(worker, rows, settings))).toEqual(plain(ours));
        expect(plain(await checkInWorker(worker, new Set(rows), settings))).toEqual(plain(ours));
        expect(plain(await checkInWorker(worker, rowsToTable(rows), settings))).toEqual(plain(ours));
      }));

    it('takes a table without copying it, if it is told to', () =>
      within(async (worker) => {
        const table = rowsToTable(rows);
        const report = await checkInWorker(worker, table, { transfer: true });
        expect(report.summary.total_companies).toBe(301);
        expect(table.columns[0]!.validity.length).toBe(0);
      }));

    it('tells how far it is, and answers several at a time', () =>
      within(async (worker) => {
        const shares: number[] = [];
        const onProgress = ({ done, total }: { done: number; total: number }) => shares.push(done / total);
        const [first, second] = await Promise.all([
          checkInWorker(worker, rows, { onProgress }),
          checkInWorker(worker, rows.slice(0, 10)),
        ]);
        expect([first.summary.total_companies, second.summary.total_companies]).toEqual([301, 10]);
        expect(shares.length).toBeGreaterThan(40);
        expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      }));

    it('ends when it is told to, and the worker stays of use', () =>
      within(async (worker) => {
        const stop = new AbortController();
        const checked = checkInWorker(worker, rows, {
          signal: stop.signal,
          onProgress: () => stop.abort(new Error('enough')),
        });
        await expect(checked).rejects.toThrow('enough');
        await expect(checkInWorker(worker, rows, { signal: stop.signal })).rejects.toThrow('enough');
        expect((await checkInWorker(worker, rows)).summary.total_companies).toBe(301);
      }));

    it('fails as a check here does', () =>
      within(async (worker) => {
        await expect(checkInWorker(worker, { data: [] } as never)).rejects.toMatchObject({
          code: 'INVALID_INPUT',
        });
        const bad = [{ Ticker: 'A', corpName: 'trap' }];
        await expect(checkInWorker(worker, bad)).rejects.toMatchObject({
          code: 'RULE_FAILED',
          message: expect.stringContaining('trapped'),
        });
        await expect(checkInWorker(worker, [{ Ticker: () => 1 }])).rejects.toMatchObject({
          name: 'DataCloneError',
        });
      }));
  });
}
