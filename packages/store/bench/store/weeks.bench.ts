import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  columnTable,
  companySchema,
  type Dataset,
  defineSchema,
  type FieldDefinition,
  numberColumn,
  stringColumn,
} from '@stock-analyzer/schema';
import { openSqliteStore } from '@stock-analyzer/store/sqlite';

// A year of full-size weeks into one file: does week 53 cost what week 1 cost, and does the file grow by the
// week only? Every canonical field is filled and no number is round, so the sizes are an upper bound.

const companies = 6176;
const weeks = 53;
const rows = Array.from({ length: companies }, (_, row) => row);

const nativeFields = Array.from(
  { length: 60 },
  (_, index): FieldDefinition => ({
    name: `Native ${index}`,
    key: `native${index}`,
    column: `native_${index}`,
    category: 'native',
    kind: 'number',
    unit: 'none',
    description: { en: 'A native field', ko: '원본 필드' },
  }),
);

let state = 42;
function random(): number {
  state = (state * 1664525 + 1013904223) >>> 0;
  return state / 2 ** 32 + state / 2 ** 50;
}

function weekOf(index: number): Dataset {
  const fields = companySchema.fields.map((field) => {
    if (field.kind !== 'string') return numberColumn(field.name, rows.map(random));
    return stringColumn(
      field.name,
      rows.map((row) => (field.key === 'ticker' ? `T${row}.KS` : `${field.key} ${row % 500}`)),
    );
  });
  // The main sheet has 26 native fields for all companies, the analysts' sheet 34 more for the first 1,250.
  const native = nativeFields.map(({ name }, at) =>
    numberColumn(
      name,
      rows.map((row) => (at < 26 || row < 1250 ? random() : null)),
    ),
  );
  return {
    asOf: new Date(Date.UTC(2025, 0, 3 + 7 * index)).toISOString().slice(0, 10),
    month: 'Oct-25',
    schema: companySchema,
    nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: nativeFields }),
    fields: columnTable(companies, fields),
    native: columnTable(companies, native),
    origins: null,
    provenance: { file: null, sha256: String(index), bytes: null, profile: 'bench', modifiedAt: null },
    marks: [],
  };
}

const folder = mkdtempSync(join(tmpdir(), 'store-bench-'));
const path = join(folder, 'stock.db');
const store = await openSqliteStore(path);
const line = (name: string, value: number, unit: string) =>
  console.log(`store.sqlite_${name} ${value.toFixed(2)} ${unit}`);
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const cost: number[] = [];
for (let index = 0; index < weeks; index++) {
  const week = weekOf(index);
  const start = cpuMs();
  await store.publish(week, { releaseId: `week-${index}` });
  cost.push(cpuMs() - start);
}
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
line('publish_first_weeks_cpu', mean(cost.slice(1, 6)), 'ms');
line('publish_last_weeks_cpu', mean(cost.slice(-5)), 'ms');
line('file_per_week', statSync(path).size / weeks / 1e6, 'MB');

async function timed(name: string, times: number, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  for (let run = 0; run < times; run++) await work();
  line(name, (performance.now() - start) / times, 'ms');
}
await timed('companies', 5, () => store.companies());
await timed('get', 100, () => store.get('T5000.KS'));
await timed('history_53_weeks', 10, () => store.history('T5000.KS'));
await timed('check', 1, () => store.check());
await timed('close', 1, () => store.close());
rmSync(folder, { recursive: true });
