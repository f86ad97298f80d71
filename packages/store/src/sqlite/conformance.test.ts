import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableToRows } from '@stock-analyzer/schema';
import { type ProvidedWeek, runStoreConformance, type StorePlace } from '@stock-analyzer/store/conformance';
import { checkStoreModel } from '@stock-analyzer/store/conformance/model';
import { build } from 'esbuild';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore } from './index';

const root = fileURLToPath(new URL('../..', import.meta.url));
const writer = join(root, '.cache/interrupted-writer.mjs');

beforeAll(() =>
  build({
    entryPoints: [join(root, 'src/testing/interrupted-writer.ts')],
    outfile: writer,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['libsql'],
    conditions: ['@stock-analyzer/source'],
  }),
);
afterAll(() => rmSync(writer));

function place(): StorePlace {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  const path = join(folder, 'stock.db');
  return {
    open: () => openSqliteStore(path),
    interrupt: (week) => interrupt(path, join(folder, 'week.json'), week),
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

/** Has another process publish the week, and kills it soon after it has begun. */
function interrupt(path: string, file: string, { dataset, ...options }: ProvidedWeek): Promise<void> {
  const { asOf, fields } = dataset;
  writeFileSync(file, JSON.stringify({ rows: tableToRows(fields), asOf, ...options }));
  const child = spawn(process.execPath, [writer, path, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve) => {
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), 50));
    child.once('exit', () => resolve());
  });
}

const run = runStoreConformance({
  adapter: 'sqlite',
  runsIn: 'Node',
  describe,
  test: (name, body) => test(name, { timeout: 30_000 }, body),
  place,
});

test('the record is that of the table in docs/store-adapters.md', async () => {
  const json = `${JSON.stringify(run.record(), null, 2)}\n`;
  await expect(json).toMatchFileSnapshot('../../conformance/sqlite.json');
});

test('says what the model says', { timeout: 120_000 }, () => checkStoreModel(fc, { place, runs: 30 }));
