import { EtlError } from '../errors';
import type { SheetProfile, SourceProfile } from '../profile/types';
import type { SheetLayout } from './layout';
import type { RowPlan } from './rows';
import type { SheetContext } from './sheet';

/** One sheet on its way: where things stand in it, which rows count, what it is read by. */
export interface Step {
  readonly layout: SheetLayout;
  readonly plan: RowPlan;
  readonly context: SheetContext;
}

/** @throws EtlError `EMPTY_SHEET` or `HEADER_NOT_FOUND` if a sheet of companies cannot be one. */
export function requireCompanies({ table, headerRow, columns }: SheetLayout, sheet: SheetProfile): void {
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

/**
 * The sheets of companies that the workbook has, the one that wins first.
 *
 * @throws EtlError `MISSING_SHEET` if one that is needed is not there, `EMPTY_SHEET` if one has no company.
 */
export function companySteps(steps: readonly Step[], profile: SourceProfile): Step[] {
  for (const sheet of profile.sheets) {
    if (!sheet.needed || steps.some(({ context }) => context.sheet === sheet)) continue;
    throw new EtlError({
      code: 'MISSING_SHEET',
      message: `The workbook has no sheet "${sheet.id}"`,
      advice: `It has ${steps.map(({ layout }) => `"${layout.table.name}"`).join(', ') || 'none'}. If the sheet is called otherwise now, add that name to the profile. For rows keyed by the canonical display names, in percent, use the profile "canonical".`,
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
export function unite(plans: readonly RowPlan[]) {
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
