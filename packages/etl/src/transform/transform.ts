import {
  columnTable,
  type Dataset,
  defineSchema,
  type Issue,
  type Schema,
  type SheetTable,
} from '@stock-analyzer/schema';
import { findSheetProfile } from '../profile/find-sheet';
import type { SheetProfile, SourceProfile } from '../profile/types';
import { account, type SheetAccounting } from './accounting';
import { type AsOf, findAsOf, type StatedFacts } from './as-of';
import { companySteps, requireCompanies, type Step, unite } from './companies';
import { duplicateIssues, missingColumns, monthOf, tickerIssues } from './company-issues';
import { cellIssues } from './issues';
import { type CompanySheet, mergeField } from './merge';
import { originsOf } from './origins';
import { type QuarantinedRow, quarantineOf } from './quarantine';
import { planCompanyRows, planRows } from './rows';
import { layOutSheet, type ParsedSheet, parseSheet } from './sheet';

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
  /** What the file says of itself. */
  readonly stated?: StatedFacts;
  /** `YYYY-MM-DD`: the as-of date to take where nothing in the source says it. */
  readonly asOf?: string;
}

/** A workbook as its profile understands it. */
export interface TransformResult {
  /** The profile that mapped it. */
  readonly profile: SourceProfile;
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
    context.stated,
    context.asOf,
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
    month: context.stated?.month ?? month,
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
    profile,
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
