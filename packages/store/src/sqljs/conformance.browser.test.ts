import { runStoreConformance } from '@stock-analyzer/store/conformance';
import { describe, expect, test } from 'vitest';
import { openSqljsStore, type SqljsPlace } from './index';

const locateFile = (file: string) => new URL(`../../node_modules/sql.js/dist/${file}`, import.meta.url).href;
let places = 0;

const homes: [string, (name: string) => SqljsPlace][] = [
  ['IndexedDB', (name) => ({ indexedDb: name })],
  ['OPFS', (name) => ({ opfs: `${name}.db` })],
];

for (const [home, persistIn] of homes) {
  const run = runStoreConformance({
    adapter: `sqljs (${home})`,
    runsIn: 'Chromium',
    describe,
    test,
    place: () => {
      const persist = persistIn(`suite-${Date.now()}-${places++}`);
      return { open: () => openSqljsStore({ persist, locateFile }) };
    },
  });

  test(`the record of ${home} is that of the table in docs/store-adapters.md`, async () => {
    const json = `${JSON.stringify(run.record(), null, 2)}\n`;
    await expect(json).toMatchFileSnapshot(`../../conformance/sqljs-${home.toLowerCase()}.json`);
  });
}
