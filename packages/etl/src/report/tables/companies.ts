import { type Bilingual, cellAt, type Dataset, type NumberColumn } from '@stock-analyzer/schema';
import { companiesOf, definitionOf } from '../figures/companies';
import type { QualityReportInput } from '../input';
import { showValue, unitSign } from '../numbers';
import { brief } from '../text';
import { ruleWords } from '../words/codes';
import { words } from '../words/words';
import { Choices, type RowTable } from './row-table';

/** The companies with the values behind the charts: what a bar or a count of missing values leads to. */
export interface CompanyTable extends RowTable {
  /** By field: a value a row, null where it is missing. Six digits, which is more than a chart shows. */
  readonly values: Readonly<Record<string, readonly (number | null)[]>>;
  /** Fields whose values are years, which are written without separators. */
  readonly years: readonly string[];
  /** By field: the sign that stands behind its values. */
  readonly units: Readonly<Record<string, string>>;
}

export function companyTable(
  { dataset, report }: QualityReportInput,
  columns: readonly NumberColumn[],
): CompanyTable {
  const companies = companiesOf(dataset);
  const [industries, exchanges, corrected] = [new Choices(), new Choices(), new Choices()];
  const issues = new Uint32Array(companies.count);
  for (const { row } of report.issues) if (row !== null && row < companies.count) issues[row]!++;
  const markOf = marksByTicker(dataset);
  return {
    columns: [
      { key: 'ticker', label: words.ticker },
      { key: 'company', label: words.company },
      { key: 'industry', label: words.industry, choices: industries.list, filter: true },
      { key: 'exchange', label: words.exchange, choices: exchanges.list, filter: true },
      { key: 'issues', label: words.issues, look: 'number' },
      { key: 'marks', label: words.corrected, choices: corrected.list },
    ],
    rows: Array.from({ length: companies.count }, (_, row) => [
      brief(companies.ticker(row), 20),
      brief(companies.name(row), 60),
      industries.ofText(brief(companies.industry(row), 40)),
      exchanges.ofText(brief(companies.exchange(row), 40)),
      String(issues[row]),
      corrected.of(markOf(row)),
    ]),
    values: Object.fromEntries(columns.map((column) => [column.name, valuesOf(column)])),
    years: columns.map(({ name }) => name).filter((name) => definitionOf(dataset, name)?.unit === 'year'),
    units: Object.fromEntries(columns.map(({ name }) => [name, unitSign(definitionOf(dataset, name)?.unit)])),
  };
}

/** What was done to a company's values, and on whose word: `ROE (Fwd): 1,625 % → 16.25 %, off by … (Kim)`. */
function marksByTicker(dataset: QualityReportInput['dataset']): (row: number) => Bilingual {
  const companies = companiesOf(dataset);
  const byTicker = new Map<string, Dataset['marks'][number][]>();
  for (const mark of dataset.marks) {
    byTicker.set(mark.ticker, [...(byTicker.get(mark.ticker) ?? []), mark]);
  }
  return (row) => {
    const marks = byTicker.get(companies.ticker(row)) ?? [];
    const inWords = (language: 'en' | 'ko') =>
      brief(marks.map((mark) => markText(dataset, row, mark, language)).join('; '), 200);
    return { en: inWords('en'), ko: inWords('ko') };
  };
}

function markText(
  dataset: Dataset,
  row: number,
  { field, was, rule, approvedBy }: Dataset['marks'][number],
  language: 'en' | 'ko',
): string {
  const unit = definitionOf(dataset, field)?.unit;
  const column = dataset.fields.byName.get(field) ?? dataset.native.byName.get(field);
  const now = column ? cellAt(column, row) : null;
  const why = Object.hasOwn(ruleWords, rule) ? ruleWords[rule as keyof typeof ruleWords][language] : rule;
  return `${field}: ${showValue(was, unit)} → ${showValue(now, unit)}, ${why} (${approvedBy})`;
}

function valuesOf({ values, validity }: NumberColumn): (number | null)[] {
  const shown: (number | null)[] = [];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    shown.push(validity[row] === 1 && Number.isFinite(value) ? digits(value) : null);
  }
  return shown;
}

/** As toPrecision(6) does it, but without a text in between, which takes most of the time of a report. */
function digits(value: number): number {
  if (Number.isInteger(value)) return value;
  const scale = 10 ** (5 - Math.floor(Math.log10(Math.abs(value))));
  const scaled = Math.round(value * scale) / scale;
  return Number.isFinite(scaled) ? scaled : value;
}
