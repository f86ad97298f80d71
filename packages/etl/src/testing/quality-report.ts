import { readFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { DEMO_DEFECTS, type WorkbookOptions, workbookBytes } from '@stock-analyzer/fixtures';
import { mixedColumn, stringColumn } from '@stock-analyzer/schema';
import type { QualityReportInput } from '../report/index';
import { analyseWeek } from '../week/analyse';
import { compareWeeks } from '../week/compare';
import { makeRunRecord } from '../week/make-run-record';
import { openSource } from '../week/source-file';
import { Stopwatch } from '../week/stopwatch';

/** What the report of a generated week is made from: with defects, a week before it, and a policy. */
export async function reportInput(changes: Partial<WorkbookOptions> = {}): Promise<QualityReportInput> {
  const [previous, current] = await Promise.all([
    weekInput({ ...changes, week: 0 }),
    weekInput({ ...changes, week: 1 }),
  ]);
  return { ...current, comparison: compareWeeks(previous.dataset, current.dataset) };
}

/** The same without a week before. */
export async function weekInput(changes: Partial<WorkbookOptions>): Promise<QualityReportInput> {
  const { bytes, name } = workbookBytes('small', {
    companies: 400,
    analysed: 150,
    defects: DEMO_DEFECTS,
    ...changes,
  });
  const source = await openSource(bytes, { name: `${name}.xlsb` });
  const watch = new Stopwatch(() => {});
  // A report has to show corrections that wait for a person: of this week's, none is less sure than 0.99.
  const options = { out: 'no-such-folder', policy: { name: 'demo', minConfidence: 0.998 } };
  const analysis = await analyseWeek(source, options, watch);
  const { gate } = analysis;
  const run = makeRunRecord({
    runId: '20251017T090000Z-000000',
    status: gate.outcome === 'pass' ? 'published' : gate.outcome === 'hold' ? 'held' : 'failed',
    releaseId: '2025-10-17-00000000',
    fingerprint: '0',
    source,
    analysis,
    options,
    startedAt: new Date('2025-10-17T09:00:00Z'),
    watch,
  });
  return { ...analysis, run, quarantine: analysis.transformed.quarantine };
}

/** Texts that would do harm if a page or a spreadsheet took them for more than text. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '__proto__',
  'constructor',
  'lone \ud800 surrogate',
  'turned \u202egnp.exe',
  '=HYPERLINK("http://example.com","x")',
] as const;

/** The same report with hostile texts wherever the source has a say. */
export function hostileInput(input: QualityReportInput): QualityReportInput {
  const text = (at: number) => HOSTILE[at % HOSTILE.length]!;
  const { dataset, report, plan, run, comparison } = input;
  const count = dataset.fields.rowCount;
  const names = (name: string) =>
    stringColumn(
      name,
      Array.from({ length: count }, (_, at) => text(at)),
    );
  const hostile = new Map(['Ticker', 'corpName', 'industry', 'exchange'].map((name) => [name, names(name)]));
  const columns = dataset.fields.columns.map((column) => hostile.get(column.name) ?? column);
  const extra = HOSTILE.map((name) => mixedColumn(name, new Array(count).fill(name)));
  const table = (all: typeof columns) => ({
    rowCount: count,
    columns: all,
    byName: new Map(all.map((each) => [each.name, each])),
  });
  return {
    ...input,
    dataset: {
      ...dataset,
      fields: table(columns),
      native: table([...dataset.native.columns, ...extra]),
      provenance: { ...dataset.provenance, file: text(1), profile: text(0) },
    },
    run: {
      ...run,
      sheets: run.sheets.map((sheet, at) => ({ ...sheet, sheet: text(at) })),
      policy: { name: text(3), minConfidence: 1 },
      approval: { by: text(0), at: text(1), reason: text(2) },
    },
    report: {
      ...report,
      issues: report.issues.map((issue, at) => ({
        ...issue,
        ticker: text(at),
        field: at % 3 ? issue.field : text(at),
        value: text(at),
        expected: text(at),
        message: text(at),
        cell: text(at),
      })),
    },
    plan: {
      ...plan,
      flagged: plan.flagged.map((flag, at) => ({
        ...flag,
        ticker: text(at),
        field: text(at),
        from: text(at),
        to: text(at),
      })),
    },
    gate: {
      ...input.gate,
      conditions: [
        ...input.gate.conditions,
        {
          name: text(0),
          actual: text(1),
          limit: text(2),
          comparison: '==',
          unit: text(3),
          outcome: 'hold',
          message: text(0),
        },
      ],
    },
    comparison: comparison && {
      ...comparison,
      companies_in: HOSTILE.map((name) => ({ ticker: name, name })),
      renamed: HOSTILE.map((name) => ({ from: { ticker: name, name }, to: { ticker: name, name } })),
      unusual_moves: HOSTILE.map((name) => ({ ticker: name, field: name, from: 1, to: 2, score: 11 })),
    },
    quarantine: HOSTILE.map((name, at) => ({
      sheet: name,
      row: at,
      reason: 'missing_name',
      ticker: name,
      cells: [[name, name]],
    })),
  };
}

/** What the page carries along packed, by id. */
export function unpacked(page: string, id: string): string {
  const found = new RegExp(`<script type="text/plain" id="${id}"[^>]*>([^<]*)</script>`).exec(page);
  return inflateSync(Buffer.from(found![1]!, 'base64')).toString();
}

/** A page's text as a reader of one language sees it, without what is packed. */
export function textOf(page: string, language: 'en' | 'ko'): string {
  const other = language === 'en' ? 'ko' : 'en';
  return page
    .replace(/<(script|style|title)\b[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(new RegExp(`<span lang="${other}">[\\s\\S]*?</span>`, 'g'), '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/[\s\u00a0]+/g, ' ');
}

/** The bytes of a saved file as text, its byte-order mark included. */
export async function savedText(path: string): Promise<string> {
  return (await readFile(path)).toString('utf8');
}
