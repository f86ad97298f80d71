import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Dataset } from '@stock-analyzer/schema';
import { aCompanySheet, mCompanySheet } from '@stock-analyzer/schema/sheets';
import { parseCsv } from './csv';
import { type SampleSheet, sampleWeek } from './week';

/** Real values that lie beside the repository on some machines and are part of it on none. */
const FOLDER = fileURLToPath(new URL('../../../../../shared/samples/', import.meta.url));

/** The weeks of real values that are there, each with its name. */
export function sampleWeeks(like: Dataset): { name: string; week: Dataset }[] {
  const sources: readonly [string, (text: string) => SampleSheet][] = [
    ['M_Company.head.csv', mainSheet],
    ['M_Company.mid.csv', mainSheet],
    ['enhanced_summary_data_clean.sample.json', analysisSheet],
  ];
  return sources.flatMap(([name, read]) => {
    const path = join(FOLDER, name);
    return existsSync(path) ? [{ name, week: sampleWeek(like, read(readFileSync(path, 'utf8'))) }] : [];
  });
}

/** Titles of groups, names, then the companies; the first column is empty. */
function mainSheet(text: string): SampleSheet {
  const cells = parseCsv(text);
  const at = cells.findIndex((row) => row.includes('Ticker'));
  let title: string | null = null;
  const titles = cells[at]!.map((_, index) => {
    title = cells[at - 1]?.[index] || title;
    return title;
  });
  const rows = cells.slice(at + 1).filter((row) => row[1]);
  return { sheet: mCompanySheet, headers: cells[at]!, titles, rows };
}

/** One object a company. Tickers that an earlier script turned into numbers are a defect of the file and left out. */
function analysisSheet(text: string): SampleSheet {
  const { companies } = JSON.parse(text) as { companies: Record<string, string | number | null>[] };
  const headers = Object.keys(companies[0] ?? {});
  const whole = companies.filter(({ Ticker }) => !/^\d+(\.0)?$/.test(String(Ticker)));
  return {
    sheet: aCompanySheet,
    headers,
    titles: headers.map(() => null),
    rows: whole.map((company) => headers.map((header) => company[header])),
  };
}
