#!/usr/bin/env node
// node sample-weeks.mjs FOLDER: eight weeks of invented companies, as a pipeline publishes them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { companyRows } from '@stock-analyzer/fixtures';
import { companySchema, defineSchema, rowsToTable } from '@stock-analyzer/schema';
import { releaseIdOf, storableDataset } from '@stock-analyzer/store';
import { encodeDataset } from '@stock-analyzer/store/columns';

const [folder, count = '1250'] = process.argv.slice(2);
if (!folder) throw new Error('Usage: node sample-weeks.mjs FOLDER [COMPANIES]');

const DATES = [
  '2025-08-22',
  '2025-08-29',
  '2025-09-05',
  '2025-09-12',
  '2025-09-19',
  '2025-09-26',
  '2025-10-03',
  '2025-10-10',
];
const MOVING = ['PER (Oct-25)', 'PBR (Oct-25)', 'ROE (Fwd)', '(USD mn)', 'Return (Y)'];
const first = companyRows({ seed: 'static-frontend', count: Number(count) });

/** @param {string} path @param {string | Uint8Array} content */
function write(path, content) {
  const target = join(/** @type {string} */ (folder), path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}

const releases = DATES.map((asOf, week) => {
  const rows = first.map((row, at) => {
    const moved = MOVING.map((name) => {
      const value = /** @type {Record<string, any>} */ (row)[name];
      return [
        name,
        value && Math.round(value * (1 + 0.04 * Math.sin(week * 0.9 + at + name.length)) * 100) / 100,
      ];
    });
    return { ...row, ...Object.fromEntries(moved) };
  });
  const marks = rows.flatMap((row, at) =>
    at % 9 === week % 9
      ? [
          {
            ticker: row.Ticker,
            field: 'ROE (Fwd)',
            was: Math.round((row['ROE (Fwd)'] ?? 0) * 100),
            rule: 'percentage_basis_points',
            confidence: 0.98,
            approvedBy: 'policy:default',
            approvedAt: `${asOf}T09:00:00.000Z`,
          },
        ]
      : [],
  );
  const dataset = storableDataset({
    asOf,
    month: 'Oct-25',
    schema: companySchema,
    nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
    fields: rowsToTable(rows),
    native: rowsToTable([]),
    origins: null,
    provenance: { file: null, sha256: null, bytes: null, profile: 'sample', modifiedAt: null },
    marks,
  });
  const releaseId = releaseIdOf(dataset);
  const released_at = `${asOf}T09:30:00.000Z`;
  const path = `releases/${releaseId}`;
  const file = 'companies.columns.gz';
  write(`${path}/${file}`, gzipSync(encodeDataset(dataset, { releaseId, stagedAt: released_at })));
  const info = { as_of: asOf, released_at, created_at: released_at, month: 'Oct-25', companies: rows.length };
  return { release_id: releaseId, path, ...info, files: [file] };
});
const current = /** @type {typeof releases[number]} */ (releases.at(-1));
write('releases.json', JSON.stringify({ current: current.release_id, releases }));
write('current.json', JSON.stringify({ ...current, index: 'releases.json' }));
