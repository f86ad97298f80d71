import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workbookBytes } from '@stock-analyzer/fixtures';
import { cellAt, type Dataset, tableToRows } from '@stock-analyzer/schema';
import { openSqliteStore } from '@stock-analyzer/store/sqlite';
import { describe, expect, it } from 'vitest';
import { DATABASE_FILE } from '../release/publish';
import { expectEverywhere, filesOf, newFolder, run, smallWeek, tinyWeek } from '../testing/weeks';
import type { WeekResult } from './process-week';

function conserved({ run: { sheets, totals } }: WeekResult): void {
  for (const sheet of [...sheets.map((each) => ({ ...each })), { sheet: 'all', ...totals }]) {
    const { rows_read, rows_published, rows_merged, rows_quarantined, rows_structural } = sheet;
    expect(rows_published + rows_merged + rows_quarantined + rows_structural, sheet.sheet).toBe(rows_read);
  }
}

function sameAsTruth(
  dataset: Dataset,
  truth: ReturnType<typeof smallWeek>['truth'],
  skip: Set<string>,
): void {
  const tickers = dataset.fields.byName.get('Ticker')!;
  const rowOf = new Map(
    Array.from({ length: dataset.fields.rowCount }, (_, row) => [cellAt(tickers, row), row]),
  );
  let compared = 0;
  for (const { ticker, fields } of truth.companies) {
    const row = rowOf.get(ticker);
    if (row === undefined) continue;
    for (const [field, value] of Object.entries(fields)) {
      if (skip.has(`${ticker} ${field}`)) continue;
      const found = cellAt(dataset.fields.byName.get(field)!, row);
      compared++;
      if (typeof value === 'number' && typeof found === 'number') {
        if (Math.abs(found - value) > 1e-9 * Math.max(1, Math.abs(value)))
          throw new Error(`${ticker} ${field} is ${found}, ought to be ${value}`);
      } else if (found !== (value === 'Nasdaq' ? 'NASDAQ' : value)) {
        throw new Error(`${ticker} ${field} is ${found}, ought to be ${value}`);
      }
    }
  }
  expect(compared).toBeGreaterThan(truth.companies.length * 8);
}

describe('a week', () => {
  it('is published with every value that the workbook has, and every row accounted for', async () => {
    const out = newFolder();
    const week = smallWeek();
    const result = await run(week, { out });
    expect(result).toMatchObject({ status: 'published', gate: { outcome: 'pass' } });
    expect(result.dataset.asOf).toBe(week.truth.asOf);
    conserved(result);
    expect(result.dataset.fields.rowCount).toBe(week.truth.companies.length);
    sameAsTruth(result.dataset, week.truth, new Set());
    await expectEverywhere(out, result.run.release_id);
  });

  it('of real size has no other defects than those that were planted', { timeout: 30_000 }, async () => {
    const out = newFolder();
    const { bytes, name, truth } = workbookBytes('mid');
    const policy = { name: 'test', minConfidence: 0.5 };
    const approval = { by: 'test', at: '2025-10-11T00:00:00Z', reason: 'test' };
    const result = await run({ bytes, name: `${name}.xlsb`, truth }, { out, policy, approval });
    expect(result.status).toBe('published');
    conserved(result);
    // Whatever a defect touched may have been mended, be missing, or come from the other sheet.
    const touched = new Set(truth.defects.map(({ ticker, field }) => `${ticker} ${field}`));
    sameAsTruth(result.dataset, truth, touched);
    // A ticker that was taken for a number is mended, and known by its digits until then.
    const digits = new Set(truth.defects.map(({ ticker, field }) => `${ticker?.split('.')[0]} ${field}`));
    const changed = result.journal.entries.filter(
      ({ ticker, field }) => !touched.has(`${ticker} ${field}`) && !digits.has(`${ticker} ${field}`),
    );
    expect(changed).toEqual([]);
  });

  it('tells how far it is, and measures each step', async () => {
    const steps: string[] = [];
    const result = await run(smallWeek(), {
      out: newFolder(),
      onProgress: ({ step, read }) => {
        if (!read) steps.push(step);
      },
    });
    expect(steps).toEqual(result.run.steps.map(({ step }) => step));
    expect(steps.slice(-5)).toEqual([
      'release_folder',
      'database_stage',
      'current_pointer',
      'database_release',
      'fixed_files',
    ]);
  });
});

describe('the same file again', () => {
  it('changes nothing on disk, not even a run', async () => {
    const out = newFolder();
    const first = await run(tinyWeek(), { out });
    const before = filesOf(out);
    const again = await run(tinyWeek(), { out });
    expect(again.status).toBe('unchanged');
    expect(again.run.release_id).toBe(first.run.release_id);
    expect(again.releaseFolder).toBe(first.releaseFolder);
    expect(filesOf(out)).toEqual(before);
  });

  it('changes nothing when it is an older week, known as history', async () => {
    const out = newFolder();
    await run(tinyWeek(1), { out });
    expect((await run(tinyWeek(0), { out })).status).toBe('history');
    const before = filesOf(out);
    expect((await run(tinyWeek(0), { out })).status).toBe('unchanged');
    expect(filesOf(out)).toEqual(before);
  });
});

describe('weeks after one another', () => {
  it('are each compared with the one before', async () => {
    const out = newFolder();
    await run(tinyWeek(0), { out });
    const next = await run(tinyWeek(1), { out });
    expect(next.status).toBe('published');
    expect(next.comparison?.previous_as_of).toBe('2025-10-10');
    expect(next.run.compared_with).toBe('2025-10-10');
    await expectEverywhere(out, next.run.release_id);
    const store = await openSqliteStore(join(out, DATABASE_FILE));
    const ticker = String(tableToRows(next.dataset.fields)[0]!.Ticker);
    expect((await store.history(ticker)).map(({ asOf }) => asOf)).toEqual(['2025-10-10', '2025-10-17']);
    await store.close();
  });

  it('an older one is history, and readers go on seeing the newer', async () => {
    const out = newFolder();
    const newer = await run(tinyWeek(1), { out });
    const shown = () => {
      const files = filesOf(out);
      for (const path of files.keys()) if (/^(releases|runs)\b|sqlite/.test(path)) files.delete(path);
      return files;
    };
    const before = shown();
    const older = await run(tinyWeek(0), { out });
    expect(older.status).toBe('history');
    expect(older.releaseFolder).toBe(join(out, 'releases', older.run.release_id!));
    expect(shown()).toEqual(before);
    await expectEverywhere(out, newer.run.release_id);
    const store = await openSqliteStore(join(out, DATABASE_FILE));
    expect((await store.releases()).map(({ asOf, current }) => [asOf, current])).toEqual([
      ['2025-10-10', false],
      ['2025-10-17', true],
    ]);
    await store.close();
  });

  it('one restated takes the place of the first, which stays beside it', async () => {
    const out = newFolder();
    const first = await run(tinyWeek(0), { out });
    const kept = filesOf(first.releaseFolder!);
    const restated = await run(tinyWeek(0, { seed: 2 }), { out });
    expect(restated.status).toBe('published');
    expect(restated.dataset.asOf).toBe(first.dataset.asOf);
    expect(restated.run.release_id).not.toBe(first.run.release_id);
    await expectEverywhere(out, restated.run.release_id);
    expect(filesOf(first.releaseFolder!)).toEqual(kept);
    expect(readdirSync(join(out, 'releases')).sort()).toEqual(
      [first.run.release_id, restated.run.release_id].sort(),
    );

    // The week after is compared with the restated one.
    const store = await openSqliteStore(join(out, DATABASE_FILE));
    const shown = await store.companies({ asOf: '2025-10-10' });
    await store.close();
    expect(tableToRows(shown.fields)).toEqual(tableToRows(restated.dataset.fields));

    // And the first may come back by being run again.
    const back = await run(tinyWeek(0), { out });
    expect([back.status, back.run.release_id]).toEqual(['published', first.run.release_id]);
    await expectEverywhere(out, first.run.release_id);
  });

  it('leaves no fixed-name file of another week behind', async () => {
    const out = newFolder();
    await run(tinyWeek(0), { out });
    const next = await run(tinyWeek(1, { defects: [{ kind: 'missing_sheet', sheet: 'A_Company' }] }), {
      out,
      gate: { fieldCoverage: null },
    });
    expect(next.status).toBe('published');
    await expectEverywhere(out, next.run.release_id);
    expect(readdirSync(out)).not.toContain('enhanced_summary_data.json');
  });
});

describe('the run record', () => {
  it('tells what was done with what, and stays in the release', async () => {
    const out = newFolder();
    const { run: record, releaseFolder, runFolder } = await run(smallWeek(), { out });
    expect(record).toMatchObject({
      status: 'published',
      source: { file: 'Global_Scouter_20251010.xlsb', path: null, profile: 'global-scouter' },
      as_of: { date: '2025-10-10', agrees: true },
      policy: null,
      approval: null,
      compared_with: null,
      corrections: { proposed: 0, applied: 0, refused: 0, undecided: 0 },
    });
    expect(record.source.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.parse(readFileSync(join(runFolder, 'run.json'), 'utf8'))).toEqual(record);
    const kept = JSON.parse(readFileSync(join(releaseFolder!, 'run.json'), 'utf8'));
    expect(kept).toMatchObject({
      run_id: record.run_id,
      release_id: record.release_id,
      totals: record.totals,
    });
  });
});
