import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CorrectionPlan, decide } from '@stock-analyzer/correction';
import type { DefectPlan } from '@stock-analyzer/fixtures';
import { cellAt, tableToRows } from '@stock-analyzer/schema';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { filesOf, newFolder, run, smallWeek } from '../testing/weeks';
import type { WeekResult } from '../week/process-week';

type Json = Record<string, unknown>;
interface Envelope {
  readonly metadata: Json;
  readonly companies: readonly Json[];
}

interface Released {
  readonly out: string;
  readonly result: WeekResult;
}

const made = new Map<DefectPlan, Promise<Released>>();
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const SOUND: DefectPlan = [];

/** One release for each plan of defects: no test here changes it. */
function released(defects = SOUND): Promise<Released> {
  const known = made.get(defects);
  if (known) return known;
  const out = mkdtempSync(join(tmpdir(), 'week-outputs-'));
  folders.push(out);
  // Nothing is mended: what the source has is what has to come through.
  const refuse = { decision: 'refuse', by: 'test', at: '2025-10-11T00:00:00Z', reason: 'test' } as const;
  const options = { out, decide: async (plan: CorrectionPlan) => decide(plan, {}, refuse) };
  const making = run(smallWeek(0, { defects }), options).then((result) => ({ out, result }));
  made.set(defects, making);
  return making;
}

function json<T = Envelope>(out: string, name: string): T {
  return JSON.parse(readFileSync(join(out, name), 'utf8')) as T;
}

/** A CSV file's records, as a spreadsheet would read them. */
function csv(out: string, name: string): string[][] {
  const text = readFileSync(join(out, name), 'utf8');
  expect(text.codePointAt(0)).toBe(0xfeff);
  const { data, errors } = Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}

/** Every text file below a folder is strict UTF-8, and every JSON file is JSON. */
function expectSoundTexts(folder: string): void {
  const strict = new TextDecoder('utf-8', { fatal: true });
  for (const path of filesOf(folder).keys()) {
    if (!/\.(json|csv|html|md)$/.test(path)) continue;
    const text = strict.decode(readFileSync(join(folder, path)));
    if (path.endsWith('.json')) JSON.parse(text);
  }
}

describe('the files of a release', () => {
  it('are all there, sound, and tell by themselves which release they are of', async () => {
    const { out, result } = await released();
    const id = result.run.release_id!;
    const names = readdirSync(result.releaseFolder!);
    for (const name of [
      'companies.json',
      'enhanced_summary_data.json',
      'enhanced_summary_data_full.json',
      'global_scouter_integrated.json',
      'column_config.json',
      'enhanced_column_config.json',
      'quality_report.html',
      'quality_report.json',
      'quality_report.md',
      'run.json',
    ]) {
      expect(names, name).toContain(name);
      expect(readFileSync(join(result.releaseFolder!, name), 'utf8'), name).toContain(id);
    }
    for (const { path, fixed } of json<{ files: { path: string; fixed: boolean }[] }>(
      result.releaseFolder!,
      'release.json',
    ).files) {
      if (fixed) expect(readFileSync(join(out, path), 'utf8'), path).toContain(id);
    }
    expectSoundTexts(out);
  });
});

describe('companies.json', () => {
  it('is the dataset: every value or why there is none, percentages in percent, native fields beside them', async () => {
    const { out, result } = await released();
    const { metadata, companies } = json(out, 'companies.json');
    expect(metadata).toMatchObject({
      as_of: '2025-10-10',
      month: 'Oct-25',
      total_companies: 50,
      provenance: { file: 'Global_Scouter_20251010.xlsb', profile: 'global-scouter' },
    });
    expect(new Map(metadata.units as [string, string][]).get('ROE (Fwd)')).toBe('percent');
    const fields = tableToRows(result.dataset.fields);
    const native = tableToRows(result.dataset.native);
    const columns = [...result.dataset.fields.columns, ...result.dataset.native.columns];
    expect(companies).toEqual(
      fields.map((row, at) => {
        const missing = columns.flatMap(({ name, causes }) =>
          causes?.has(at) ? [[name, causes.get(at)]] : [],
        );
        return {
          ...row,
          native: Object.fromEntries(Object.entries(native[at]!).filter(([, value]) => value !== null)),
          ...(missing.length > 0 && { missing: Object.fromEntries(missing) }),
        };
      }),
    );
  });

  it('marks what was corrected', async () => {
    const out = newFolder();
    await run(smallWeek(0), { out });
    const policy = { name: 'bold', minConfidence: 0.5 };
    const spoiled = smallWeek(1, { defects: [{ kind: 'basis_points', count: 5 }] });
    const result = await run(spoiled, { out, policy, gate: { formatIssueRate: null } });
    const { companies } = json(out, 'companies.json');
    const marks = companies.flatMap(({ quality }) => (quality as Json[] | undefined) ?? []);
    expect(marks).toEqual(expect.arrayContaining(result.dataset.marks as unknown as Json[]));
    expect(marks.length).toBe(result.journal.entries.length);

    // The correction reaches the pages too, in their unit.
    const { ticker, to } = result.plan.proposals.find(({ field }) => field === 'ROE (Fwd)')!;
    const page = json(out, 'enhanced_summary_data_full.json').companies.find(
      ({ Ticker }) => Ticker === ticker,
    );
    expect(page?.['ROE (Fwd)']).toBeCloseTo((to as number) / 100, 9);
  });
});

describe('the files that existing pages read', () => {
  it('enhanced_summary_data.json has the forty keys, and fractions', async () => {
    const { out, result } = await released();
    const { metadata, companies } = json(out, 'enhanced_summary_data.json');
    expect(metadata).toMatchObject({
      total_companies: 30,
      as_of: '2025-10-10',
      units: { percentages: 'fraction' },
    });
    const keys =
      'Ticker, corpName, exchange, industry, FY 0, 설립, 현재가, 전일대비, 전주대비, (USD mn), ROE (Fwd), OPM (Fwd), CCC (FY 0), PER (Oct-25), % PER (Avg), PBR (Oct-25), Sales (3), PER (3), PER (5), PER (10), PEG (Oct-25), PER (Avg), Price (10), Return (Y), DY (FY+1), W, 1 M, 3 M, 6 M, YTD, 12 M, 45940, 45933.0, 45910.0, 45848.0, 45757.0, 45653.0, 45575.0, searchIndex, currency'.split(
        ', ',
      );
    for (const company of companies) expect(Object.keys(company).sort()).toEqual([...keys].sort());
    const sheet = result.sheets.find(({ id }) => id === 'A_Company')!.table;
    companies.forEach((company, row) => {
      const roe = cellAt(sheet.byName.get('ROE (Fwd)')!, row) as number | null;
      if (roe === null) expect(company['ROE (Fwd)']).toBeNull();
      else expect(company['ROE (Fwd)']).toBeCloseTo(roe / 100, 12);
      // W … 12 M are changes of the EPS consensus here, and Return (Y) is the expected one.
      expect(company.W).toBe(fractionAt('EPS Change (1W)', row));
      expect(company['Return (Y)']).toBe(fractionAt('Expected Return (10Y)', row));
      expect(company['FY 0']).toBeTypeOf('number');
    });
    function fractionAt(field: string, row: number): number | null {
      const value = cellAt(sheet.byName.get(field)!, row);
      return value === null ? null : Number(((value as number) / 100).toPrecision(15));
    }
  });

  it('enhanced_summary_data_full.json tells the three blocks apart by their suffixes', async () => {
    const { out, result } = await released();
    const { metadata, companies } = json(out, 'enhanced_summary_data_full.json');
    expect(metadata.total_companies).toBe(companies.length);
    const sheet = result.sheets.find(({ id }) => id === 'M_Company')!.table;
    for (const [key, field] of [
      ['W', 'Return (1W)'],
      ['W.1', 'Divergence (1W)'],
      ['W.2', 'EPS Change (1W)'],
      ['12 M.1', 'Divergence (12M)'],
    ] as const) {
      companies.forEach((company, row) => {
        const value = cellAt(sheet.byName.get(field)!, row) as number | null;
        if (value === null) expect(company[key]).toBeNull();
        else expect(company[key], `${key} in row ${row}`).toBeCloseTo(value / 100, 12);
      });
    }
  });

  it('global_scouter_integrated.json holds the tables by category', async () => {
    const { out } = await released();
    const { metadata, data } = json<{ metadata: Json; data: Record<string, Record<string, Json[]>> }>(
      out,
      'global_scouter_integrated.json',
    );
    expect(Object.keys(data).sort()).toEqual(['analysis', 'indicators', 'main', 'market', 'technical']);
    expect(Object.keys(data.main!)).toEqual(['M_Company', 'A_Company']);
    expect(data.main!.A_Company).toHaveLength(30);
    expect(data.technical!.T_EPS_C![0]).toHaveProperty('Ticker');
    const tables = Object.values(data).flatMap((sheets) => Object.keys(sheets));
    expect(metadata.total_files).toBe(tables.length);
    expect(Object.values(metadata.categories as Record<string, string[]>).flat()).toEqual(tables);
  });

  it('the column configurations tell of the columns that the summary has', async () => {
    const { out } = await released();
    const keys = Object.keys(json(out, 'enhanced_summary_data.json').companies[0]!);
    for (const name of ['column_config.json', 'enhanced_column_config.json']) {
      const { categories } = json<{ categories: Record<string, { columns: unknown[] }> }>(out, name);
      const text = JSON.stringify(categories);
      for (const key of ['Ticker', '현재가', 'ROE (Fwd)', 'OPM (Fwd)', 'Return (Y)'])
        expect(text, `${key} in ${name}`).toContain(JSON.stringify(key));
    }
    const { categories } = json<{ categories: Record<string, { columns: string[] }> }>(
      out,
      'column_config.json',
    );
    for (const { columns } of Object.values(categories))
      expect(keys).toEqual(expect.arrayContaining(columns));
  });
});

describe('the files of the sheets', () => {
  it('hold each sheet as it was understood, in both forms', async () => {
    const { result } = await released();
    const folder = join(result.releaseFolder!, 'sheets');
    expect(readdirSync(folder)).toHaveLength(2 * result.sheets.length);
    for (const { id, sheet, table } of result.sheets) {
      const name = id ?? sheet;
      const rows = tableToRows(table);
      const { data, metadata } = json<{ metadata: Json; data: Json[] }>(folder, `${name}.json`);
      expect(data).toEqual(rows);
      expect(metadata).toMatchObject({ release_id: result.run.release_id, recordCount: rows.length });
      const records = Papa.parse<string[]>(readFileSync(join(folder, `${name}.csv`), 'utf8')).data;
      expect(records.length - 2, name).toBe(rows.length);
    }
  });
});

describe('hostile content', () => {
  const namesIn = ({ sheets }: WeekResult) =>
    tableToRows(sheets.find(({ id }) => id === 'M_Company')!.table).map(({ corpName }) => corpName as string);
  const HOSTILE: DefectPlan = [
    { kind: 'hostile_header', count: 4 },
    { kind: 'hostile_ticker', count: 4 },
    { kind: 'hostile_sheet', count: 4 },
    { kind: 'formula_text', count: 4 },
    { kind: 'lone_surrogate', count: 2 },
  ];

  it('comes through whole, harms nobody, and leaves valid files', async () => {
    const { out, result } = await released(HOSTILE);
    expect(result.status).toBe('published');
    expectSoundTexts(out);
    expect(({} as Json).polluted).toBeUndefined();
    expect(Object.prototype).not.toHaveProperty('Ticker');

    const tickers = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const { companies } = json(out, 'companies.json');
    expect(companies.map(({ Ticker }) => Ticker)).toEqual(expect.arrayContaining(tickers));
    const main = json<{ data: Json[] }>(result.releaseFolder!, 'sheets/M_Company.json').data;
    for (const header of tickers) expect(Object.hasOwn(main[0]!, header), header).toBe(true);
    for (const sheet of tickers) {
      expect(readdirSync(join(result.releaseFolder!, 'sheets'))).toContain(`${sheet}.csv`);
    }
    // Half a surrogate pair too: JSON escapes it.
    const names = namesIn(result);
    expect(main.map(({ corpName }) => corpName)).toEqual(names);
    expect(names.filter((name) => /\p{Cs}/u.test(name))).toHaveLength(2);
  });

  it('never becomes a formula in a CSV file', async () => {
    const { result } = await released(HOSTILE);
    const records = csv(result.releaseFolder!, 'sheets/M_Company.csv');
    const column = records[0]!.indexOf('corpName');
    const names = namesIn(result);
    expect(names.filter((name) => /^[=+\-@]/.test(name))).toHaveLength(4);
    names.forEach((name, row) => {
      const written = records[row + 1]![column]!;
      expect(written).toBe((/^[=+\-@]/.test(name) ? `'${name}` : name).replace(/\p{Cs}/gu, '\ufffd'));
    });
    for (const cell of records.flat()) if (/^[=+\-@]/.test(cell)) expect(Number(cell), cell).not.toBeNaN();
  });
});
