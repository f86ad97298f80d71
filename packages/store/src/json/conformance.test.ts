import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ProvidedWeek, runStoreConformance } from '@stock-analyzer/store/conformance';
import { datasetJson, type JsonForm, openJsonStore } from '@stock-analyzer/store/json';
import { describe, expect, test } from 'vitest';
import { PACKED } from '../testing/packed-file';
import { type CompaniesFile, writeStaticFolder } from '../testing/static-files';
import { StaticHost } from '../testing/static-host';

/** How long what was provided may stay unseen. */
const POLL_MS = 5;
const seen = () => new Promise((resolve) => setTimeout(resolve, 2 * POLL_MS));

const inForm = (form: JsonForm): CompaniesFile => ({
  name: 'companies.json',
  make: (dataset, releaseId) => datasetJson(dataset, { releaseId, form }),
});

function releasesOf(weeks: readonly ProvidedWeek[], file: CompaniesFile) {
  return weeks.map(({ releaseId, ...week }) => ({ ...week, id: releaseId, file }));
}

/** Files on a disk. */
function folderPlace(file: CompaniesFile) {
  const folder = mkdtempSync(join(tmpdir(), 'json-conformance-'));
  const all: ProvidedWeek[] = [];
  const files = {
    set(path: string, data: string | Uint8Array) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), data);
    },
  };
  writeStaticFolder(files, []);
  return {
    open: () => openJsonStore({ url: folder, pollMs: POLL_MS }),
    async provide(weeks: readonly ProvidedWeek[]) {
      for (const week of weeks) {
        all.push(week);
        writeStaticFolder(files, releasesOf(all, file));
      }
      await seen();
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A host. */
async function hostPlace() {
  const host = await StaticHost.start();
  const all: ProvidedWeek[] = [];
  writeStaticFolder(host.files, []);
  return {
    open: () => openJsonStore({ url: host.url, pollMs: POLL_MS }),
    async provide(weeks: readonly ProvidedWeek[]) {
      for (const week of weeks) {
        all.push(week);
        writeStaticFolder(host.files, releasesOf(all, PACKED));
      }
      await seen();
    },
  };
}

const run = runStoreConformance({
  adapter: 'json',
  // In Chromium: conformance.chromium.test.ts.
  runsIn: 'Node and Chromium',
  describe,
  test,
  place: hostPlace,
});

for (const form of ['rows', 'arrays', 'columns'] as const) {
  runStoreConformance({
    adapter: `json (${form})`,
    runsIn: 'Node',
    describe,
    test,
    place: () => folderPlace(inForm(form)),
  });
}

test('the record is that of the table in docs/store-adapters.md', async () => {
  const json = `${JSON.stringify(run.record(), null, 2)}\n`;
  await expect(json).toMatchFileSnapshot('../../conformance/json.json');
});
