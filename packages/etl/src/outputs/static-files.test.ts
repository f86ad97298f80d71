import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Dataset, tableToRows } from '@stock-analyzer/schema';
import { openJsonStore } from '@stock-analyzer/store/json';
import { openSqliteStore } from '@stock-analyzer/store/sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DATABASE_FILE, restoreRelease } from '../release/publish';
import { BASIS_POINTS, newFolder, run, tinyWeek } from '../testing/weeks';

const POLICY = { policy: { name: 'bold', minConfidence: 0.5 }, gate: { formatIssueRate: null } };

async function storesOf(out: string) {
  const database = await openSqliteStore(join(out, DATABASE_FILE));
  const files = await openJsonStore(out);
  onTestFinished(() => Promise.all([database.close(), files.close()]).then(() => undefined));
  return { database, files };
}

/** What a store tells of a week, with every reason and mark. */
function told({ fields, native, marks, ...rest }: Dataset) {
  const columns = [...fields.columns, ...native.columns];
  return {
    asOf: rest.asOf,
    month: rest.month,
    provenance: rest.provenance,
    rows: tableToRows(fields),
    native: tableToRows(native),
    causes: columns.flatMap(({ name, causes }) => (causes?.size ? [[name, new Map(causes)]] : [])),
    marks,
  };
}

describe('the output folder', () => {
  it('is read as a store that tells what the database tells, from either file of the companies', async () => {
    const out = newFolder();
    await run(tinyWeek(0), { out });
    await run(tinyWeek(2, { defects: BASIS_POINTS }), { out, ...POLICY });
    await run(tinyWeek(1), { out });

    for (const form of ['columns', 'json']) {
      const { database, files } = await storesOf(out);
      expect(files.capabilities.history).toBe(true);
      expect(await files.releases(), form).toEqual(await database.releases());
      for (const { id } of await database.releases()) {
        const expected = await database.companies({ releaseId: id });
        expect(told(await files.companies({ releaseId: id })), form).toEqual(told(expected));
        expect(await files.leftOut({ releaseId: id })).toEqual([]);
      }
      expect((await files.companies()).marks.length).toBeGreaterThan(0);
      expect(await files.history('NVDA')).toEqual(await database.history('NVDA'));
      // Without the fast form the other one is read.
      for (const { id } of await database.releases())
        rmSync(join(out, 'releases', id, 'companies.columns.gz'), { force: true });
    }
  });

  it('tells its readers of a release that was taken back', async () => {
    const out = newFolder();
    const first = await run(tinyWeek(0), { out });
    await run(tinyWeek(1), { out });
    const { database, files } = await storesOf(out);
    await files.releases();
    await restoreRelease(out, first.run.release_id!);
    expect(await files.refresh()).toBe(true);
    expect((await files.currentRelease())?.id).toBe(first.run.release_id);
    expect(await files.releases()).toEqual(await database.releases());
  });

  it('leaves the list of releases alone where nothing changed', async () => {
    const out = newFolder();
    await run(tinyWeek(0), { out });
    const list = () => readFileSync(join(out, 'releases.json'), 'utf8');
    const before = list();
    expect((await run(tinyWeek(0), { out })).status).toBe('unchanged');
    expect(list()).toBe(before);
  });
});
