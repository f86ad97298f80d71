import { gunzipSync, gzipSync } from 'node:zlib';
import { companyRows, generateCorpus } from '@stock-analyzer/fixtures';
import { type CompanyRow, columnTable, type Dataset, rowsToTable, tableToRows } from '@stock-analyzer/schema';
import { Snapshot } from '@stock-analyzer/store';
import { decodeDataset, decodeHeader, encodeDataset } from '@stock-analyzer/store/columns';
import { figure, measure } from '@stock-analyzer/tools/bench';
import { takeTurns } from './turns';

// From the compressed bytes of a week, as a host sends them, to the first page of a table: the column file and the
// store's core beside the row JSON, JSON.parse and Array.filter and sort. Both unzip with the same zlib, take turns in
// one process, start from nothing each time, and their answers are compared. Figures without a further name are of
// 12,500 companies × 39 fields with the decimals that the source has, a part of them sixteen; `rounded` are of as
// many with two. There is one form of the file: the one that loads fast is the smallest, so `small` repeats its figures.

const COMPANIES = 12_500;
const ROUNDS = 40;

const [week] = generateCorpus({ seed: 'store', companies: COMPANIES, weeks: 1 });
const source: Dataset = { ...week!, native: columnTable(COMPANIES, []) };
const rounded = rowsToTable(companyRows({ seed: 'store', count: COMPANIES }));

const figures = await cold(source);
for (const [name, value, unit] of figures) figure(`store.cold.${name}`, value, unit);
for (const [name, value, unit] of figures.slice(0, 2)) figure(`store.cold.small.${name}`, value, unit);
for (const [name, value, unit] of await cold({ ...source, fields: rounded })) {
  figure(`store.cold.rounded.${name}`, value, unit);
}

async function cold(dataset: Dataset): Promise<[name: string, value: number, unit: string][]> {
  const encoding = await measure(() => encodeDataset(dataset));
  const file = gzipSync(encoding.result);
  const json = gzipSync(JSON.stringify(tableToRows(dataset.fields)));
  const contenders = { ours: () => pageOfFile(file), plain: () => pageOfJson(json) };
  const [first, second] = [JSON.stringify(contenders.ours()), JSON.stringify(contenders.plain())];
  if (first !== second) throw new Error(`The answers differ: ${first} and ${second}`);
  const { ours, plain } = takeTurns(ROUNDS, contenders);
  return [
    ['json_ratio', plain.p50 / ours.p50, 'x'],
    ['gzip_bytes_ratio', file.length / json.length, 'x'],
    ['p50_ms', ours.p50, 'ms'],
    ['p99_ms', ours.p99, 'ms'],
    ['json_p50_ms', plain.p50, 'ms'],
    ['json_p99_ms', plain.p99, 'ms'],
    ['gzip_bytes', file.length, 'bytes'],
    ['json_gzip_bytes', json.length, 'bytes'],
    ['bytes', encoding.result.length, 'bytes'],
    ['encode_cpu_ms', encoding.cpuMs, 'ms'],
  ];
}

interface Page {
  readonly rows: readonly unknown[];
  readonly total: number;
}

function pageOfFile(file: Uint8Array): Page {
  const bytes = gunzipSync(file);
  const { rows, total } = new Snapshot(decodeHeader(bytes), decodeDataset(bytes)).query({
    filter: { exchange: 'NASDAQ', 'ROE (Fwd)': { $gt: 10 } },
    sort: { field: '(USD mn)', order: 'desc' },
    limit: 50,
  });
  return { rows, total };
}

function pageOfJson(json: Uint8Array): Page {
  const rows = JSON.parse(gunzipSync(json).toString()) as CompanyRow[];
  const fitting = rows.filter(
    (row) => row.exchange === 'NASDAQ' && typeof row['ROE (Fwd)'] === 'number' && row['ROE (Fwd)'] > 10,
  );
  fitting.sort((a, b) => amount(b) - amount(a) || (a.Ticker < b.Ticker ? -1 : 1));
  return { rows: fitting.slice(0, 50), total: fitting.length };
}

function amount(row: CompanyRow): number {
  return row['(USD mn)'] ?? Number.NEGATIVE_INFINITY;
}
