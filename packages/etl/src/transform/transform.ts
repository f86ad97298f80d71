import {
  columnTable,
  type Dataset,
  defineSchema,
  type Issue,
  type Schema,
  type SheetTable,
} from '@stock-analyzer/schema';
import { EtlError } from '../errors';
import { findSheetProfile } from '../profile/find-sheet';
import type { SheetProfile, SourceProfile } from '../profile/types';
import { account, type SheetAccounting } from './accounting';
import { type AsOf, findAsOf } from './as-of';
import { duplicateIssues, missingColumns, monthOf, tickerIssues } from './company-issues';
import { cellIssues } from './issues';
import type { SheetLayout } from './layout';
import { type CompanySheet, mergeField } from './merge';
import { originsOf } from './origins';
import { type QuarantinedRow, quarantineOf } from './quarantine';
import { planCompanyRows, planRows, type RowPlan } from './rows';
import { layOutSheet, type ParsedSheet, parseSheet, type SheetContext } from './sheet';

/** What is known of the file that the sheets were read from. */
export interface TransformContext {
  /** File name without its folder; its date is checked against the sheets'. */
  readonly file?: string | null;
  readonly sha256?: string | null;
  readonly bytes?: number | null;
  /** ISO 8601. */
  readonly modifiedAt?: string | null;
  /** True if the workbook counts its dates from 1904. */
  readonly date1904?: boolean;
}

/** A workbook as its profile understands it. */
export interface TransformResult {
  readonly dataset: Dataset;
  /** Every sheet that was read, in the order given. */
  readonly sheets: readonly ParsedSheet[];
  /** What became of each sheet's rows, in the same order. */
  readonly accounting: readonly SheetAccounting[];
  readonly quarantine: readonly QuarantinedRow[];
  /** What the source has wrong: columns first, then cells. */
  readonly issues: readonly Issue[];
  readonly asOf: AsOf;
}

interface Step {
  readonly layout: SheetLayout;
  readonly plan: RowPlan;
  readonly context: SheetContext;
}

/**
 * Turns sheets as they were read into the companies of one week, and into typed tables of their own.
 *
 * Companies are the union of the profile's sheets of companies by ticker: the first sheet wins, differences are
 * issues. Percentages are brought to percent from the unit that the profile declares; a column that seems to
 * be in another is reported, never converted in silence. Every row of every sheet is accounted for.
 *
 * @throws EtlError `MISSING_SHEET`, `EMPTY_SHEET` or `HEADER_NOT_FOUND` if the sheets of companies are not what
 * the profile needs, `AS_OF_UNKNOWN` if nothing says what day the data is of. Evidence that disagrees on the day
 * is no error: see {@link AsOf}.
 * @example
 * ```ts
 * import { globalScouter, transformWorkbook } from '@stock-analyzer/etl';
 * import { columnLetters, columnOf, type CellValue, tableToRows } from '@stock-analyzer/schema';
 *
 * const rows: CellValue[][] = [
 *   ['Ticker', 'Corp', 'Exchange', 'Price', 'ROE (Fwd)', 45933],
 *   ['NVDA', 'NVIDIA', 'NASDAQ', '187.62', 0.7943000000000001, 5.92],
 *   ['0700.HK', 'Tencent Holdings', 'Hongkong', 'HK$ 673.50', '#N/A ROE (Fwd)', 3.83],
 * ];
 * const columns = rows[0]!.map((_, at) => columnOf(columnLetters(at), rows.map((row) => row[at])));
 * const table = { name: 'M_Company', visibility: 'visible', firstRow: 1, rowCount: 3, columns } as const;
 *
 * const { dataset, asOf } = transformWorkbook([table], globalScouter, {});
 * asOf.date; // → '2025-10-03'
 * tableToRows(dataset.fields).map((row) => row['ROE (Fwd)']); // → [79.43, null]
 * tableToRows(dataset.native)[1]!['Currency']; // → 'HKD'
 * ```
 */
export function transformWorkbook(
  tables: readonly SheetTable[],
  profile: SourceProfile,
  context: TransformContext,
): TransformResult {
  const cells = {
    errorTokens: profile.errorTokens,
    dateFormats: profile.dateFormats,
    date1904: context.date1904 ?? false,
  };
  const taken = new Set<SheetProfile>();
  const steps = tables.map((table): Step => {
    const found = findSheetProfile(profile, table.name);
    // A second sheet of the same name but for case or `_` is not that sheet.
    const sheet = found && !taken.has(found) ? found : undefined;
    if (sheet) taken.add(sheet);
    const sheetContext = { profile, sheet, cells };
    const layout = layOutSheet(table, sheetContext);
    if (sheet?.role !== 'companies')
      return { layout, plan: planRows(layout, profile), context: sheetContext };
    requireCompanies(layout, sheet);
    return { layout, plan: planCompanyRows(layout, profile), context: sheetContext };
  });
  const primary = companySteps(steps, profile);
  const asOf = findAsOf(
    primary.map(({ layout }) => layout),
    context.file ?? null,
    profile.asOf,
  );

  const parsed = steps.map(({ layout, plan, context: each }) => parseSheet(layout, plan, each));
  const issues = parsed.flatMap((each) => each.issues);
  const union = unite(primary.map(({ plan }) => plan));
  const sheets = primary.map((step, at): CompanySheet => {
    return { parsed: parsed[steps.indexOf(step)]!.parsed, rowOf: union.rowOf[at]! };
  });
  const quiet = new Set(
    issues.flatMap(({ code, field }) => (code === 'column_unit' && field ? [field] : [])),
  );
  const { month, issues: monthIssues } = monthOf(primary.map(({ layout }) => layout));
  issues.push(...monthIssues, ...missingColumns(primary, profile));
  primary.forEach(({ layout, plan }, at) => {
    const companies = union.companyOf[at]!;
    const { parsed: sheet } = sheets[at]!;
    sheet.table.columns.forEach((column, index) => {
      const { letters } = sheet.columns[index]!;
      if (!letters || !sheet.columns[index]!.field) return;
      const place = { sheet: sheet.sheet, letters, rows: sheet.rows, companies, tickers: plan.tickers };
      for (const issue of cellIssues(column, place)) issues.push(issue);
    });
    for (const issue of tickerIssues(layout, plan, companies)) issues.push(issue);
    for (const issue of duplicateIssues(layout, plan, union.tickers)) issues.push(issue);
  });

  const merged = { sheets, tickers: union.tickers, quiet, issues };
  const fields = mergeFields(profile.schema, merged);
  const native = mergeFields(profile.nativeSchema, merged);
  const dataset: Dataset = {
    asOf: asOf.date,
    month,
    schema: profile.schema,
    nativeSchema: present(profile.nativeSchema, native.table.byName),
    fields: fields.table,
    native: native.table,
    origins: originsOf(sheets, [...fields.sheetOf, ...native.sheetOf]),
    provenance: {
      file: context.file ?? null,
      sha256: context.sha256 ?? null,
      bytes: context.bytes ?? null,
      profile: profile.id,
      modifiedAt: context.modifiedAt ?? null,
    },
    marks: [],
  };
  return {
    dataset,
    sheets: parsed.map((each) => each.parsed),
    accounting: steps.map(({ layout, plan }) => {
      const at = primary.findIndex((step) => step.plan === plan);
      const reasons = new Map(plan.reasons);
      if (at >= 0 && union.merged[at]! > 0) reasons.set('merged', union.merged[at]!);
      return account(layout.table.name, layout.table.rowCount, reasons);
    }),
    quarantine: steps.flatMap(({ layout, plan }) => quarantineOf(layout, plan)),
    issues,
    asOf,
  };
}

function requireCompanies({ table, headerRow, columns }: SheetLayout, sheet: SheetProfile): void {
  const place = { sheet: table.name };
  if (table.rowCount === 0) {
    throw new EtlError({
      code: 'EMPTY_SHEET',
      message: 'The sheet of companies is empty',
      place,
      advice: 'Save the workbook again with its data.',
    });
  }
  const known = columns.some(({ match }) => match.kind === 'field' && match.field.name === 'Ticker');
  if (headerRow === null || !known) {
    throw new EtlError({
      code: 'HEADER_NOT_FOUND',
      message: `No row has the headers ${(sheet.required ?? []).map((text) => `"${text}"`).join(', ')}, each once`,
      place,
      advice: "If the source has renamed them, name them in the profile's rules and required headers.",
    });
  }
}

/** The sheets of companies that the workbook has, the one that wins first. */
function companySteps(steps: readonly Step[], profile: SourceProfile): Step[] {
  for (const sheet of profile.sheets) {
    if (!sheet.needed || steps.some(({ context }) => context.sheet === sheet)) continue;
    throw new EtlError({
      code: 'MISSING_SHEET',
      message: `The workbook has no sheet "${sheet.id}"`,
      advice: `It has ${steps.map(({ layout }) => `"${layout.table.name}"`).join(', ') || 'none'}. If the sheet is called otherwise now, add that name to the profile.`,
    });
  }
  return profile.companies.flatMap((id) => {
    const step = steps.find(({ context }) => context.sheet?.id === id);
    if (step && step.plan.kept.length === 0) {
      throw new EtlError({
        code: 'EMPTY_SHEET',
        message: 'The sheet has headers and no company',
        place: { sheet: step.layout.table.name },
        advice: 'Save the workbook again with its data.',
      });
    }
    return step ? [step] : [];
  });
}

/** All companies: those of the first sheet in its order, then those that only later ones have. */
function unite(plans: readonly RowPlan[]) {
  const index = new Map<string, number>();
  const companyOf = plans.map(({ tickers }) =>
    Int32Array.from(tickers, (ticker) => {
      const known = index.get(ticker);
      if (known !== undefined) return known;
      index.set(ticker, index.size);
      return index.size - 1;
    }),
  );
  let before = 0;
  const merged = companyOf.map((companies) => {
    const again = companies.filter((company) => company < before).length;
    before += companies.length - again;
    return again;
  });
  const rowOf = companyOf.map((companies) => {
    const rows = new Int32Array(index.size).fill(-1);
    companies.forEach((company, row) => {
      rows[company] = row;
    });
    return rows;
  });
  return { tickers: [...index.keys()], companyOf, rowOf, merged };
}

function mergeFields(
  schema: Schema,
  {
    sheets,
    tickers,
    quiet,
    issues,
  }: {
    readonly sheets: readonly CompanySheet[];
    readonly tickers: readonly string[];
    readonly quiet: ReadonlySet<string>;
    readonly issues: Issue[];
  },
) {
  const sheetOf: [string, Uint8Array][] = [];
  const columns = schema.fields.flatMap((field) => {
    const merged = mergeField(field, sheets, tickers, quiet);
    if (!merged) return [];
    for (const issue of merged.issues) issues.push(issue);
    sheetOf.push([field.name, merged.sheetOf]);
    return [merged.column];
  });
  return { table: columnTable(tickers.length, columns), sheetOf };
}

function present(schema: Schema, columns: { has(name: string): boolean }): Schema {
  return defineSchema({
    id: schema.id,
    version: schema.version,
    fields: schema.fields.filter(({ name }) => columns.has(name)),
  });
}
