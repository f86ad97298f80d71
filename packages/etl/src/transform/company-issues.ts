import { cellAt, type FieldDefinition, type Issue } from '@stock-analyzer/schema';
import type { SheetProfile, SourceProfile } from '../profile/types';
import { addressIn, wholeIssue } from './issues';
import type { SheetLayout } from './layout';
import { type RowPlan, sourceOf } from './rows';

/** Fields that are made from other columns. */
const DERIVED = ['Exchange (Source)', 'Currency'];

/** The fields that the profile expects of the sheets of companies and that they lack. */
export function missingColumns(
  steps: readonly {
    readonly layout: SheetLayout;
    readonly context: { readonly sheet: SheetProfile | undefined };
  }[],
  profile: SourceProfile,
): Issue[] {
  const found = new Set<string>();
  for (const { layout } of steps) for (const name of fieldsOf(layout)) found.add(name);
  const issues: Issue[] = [];
  for (const id of profile.companies) {
    const sheet = profile.sheets.find((each) => each.id === id);
    const layout = steps.find(({ context }) => context.sheet === sheet)?.layout;
    const own = new Set(layout ? fieldsOf(layout) : []);
    for (const field of sheet?.schema?.fields ?? []) {
      if (own.has(field.name) || DERIVED.includes(field.name) || sheet?.optional?.includes(field.name))
        continue;
      issues.push(
        missingColumn(field, layout?.table.name ?? id, found.has(field.name), layout !== undefined),
      );
    }
  }
  return issues;
}

function missingColumn(field: FieldDefinition, sheet: string, elsewhere: boolean, hasSheet: boolean): Issue {
  return wholeIssue({
    code: 'missing_column',
    severity: elsewhere ? 'info' : field.category === 'native' ? 'warning' : 'error',
    field: field.name,
    expected: `a column of ${field.name} in ${sheet}`,
    message: `${hasSheet ? `${sheet} has no column` : `There is no sheet ${sheet}, and so no column`} of ${field.name}${elsewhere ? '; another sheet has it' : ''}`,
  });
}

function fieldsOf(layout: SheetLayout): string[] {
  return layout.columns.flatMap(({ match }) => (match.kind === 'field' ? [match.field.name] : []));
}

/** Tickers that are numbers in the source: zeros in front and the exchange's ending are lost. */
export function tickerIssues(layout: SheetLayout, plan: RowPlan, companies: Int32Array): Issue[] {
  const source = sourceOf(layout, 'Ticker');
  if (!source || source.type === 'string') return [];
  const issues: Issue[] = [];
  plan.kept.forEach((row, at) => {
    const value = cellAt(source, row);
    if (typeof value !== 'number') return;
    issues.push({
      row: companies[at]!,
      ticker: plan.tickers[at]!,
      field: 'Ticker',
      code: 'wrong_type',
      severity: 'error',
      value,
      expected: 'text, such as 0700.HK',
      message: `The ticker ${value} is a number: zeros in front of it and its ending are lost`,
      cell: addressIn(layout.table.name, source.name, layout.table.firstRow + row),
    });
  });
  return issues;
}

/** The second rows of a company within one sheet. They are in quarantine. */
export function duplicateIssues(layout: SheetLayout, plan: RowPlan, tickers: readonly string[]): Issue[] {
  const source = sourceOf(layout, 'Ticker');
  const again = plan.quarantined.filter(({ reason }) => reason === 'duplicate_ticker');
  if (again.length === 0) return [];
  const index = new Map(tickers.map((ticker, at) => [ticker, at]));
  return again.map(({ row, ticker }) => ({
    row: index.get(ticker!) ?? null,
    ticker,
    field: 'Ticker',
    code: 'duplicate_ticker',
    severity: 'warning',
    value: ticker,
    expected: `one row of ${ticker} in ${layout.table.name}`,
    message: `${ticker} stands in ${layout.table.name} more than once; the first row counts`,
    cell: addressIn(layout.table.name, source!.name, layout.table.firstRow + row),
  }));
}

/** The month in the headers, and an issue if they name more than one. */
export function monthOf(layouts: readonly SheetLayout[]): {
  readonly month: string | null;
  readonly issues: Issue[];
} {
  const named = layouts.flatMap((layout) =>
    layout.columns.flatMap(({ match, letters }) =>
      match.kind === 'field' && match.month !== null ? [{ layout, match, month: match.month, letters }] : [],
    ),
  );
  const month = named[0]?.month ?? null;
  const others = named.filter((each) => each.month !== month);
  return {
    month,
    issues: others.map(({ layout, match, letters }) =>
      wholeIssue({
        code: 'ambiguous_column',
        severity: 'error',
        field: match.field.name,
        value: match.text,
        expected: `${month}, as in "${named[0]!.match.text}"`,
        message: `"${match.text}" is of another month than "${named[0]!.match.text}"`,
        cell: addressIn(layout.table.name, letters, layout.table.firstRow + layout.headerRow!),
      }),
    ),
  };
}
