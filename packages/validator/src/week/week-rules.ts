import { companyRelations, type Relation, type Restatement } from '@stock-analyzer/schema/relations';
import type { Rule } from '../rules/rule';
import type { Baseline } from './baseline/baseline';
import { lenses } from './baseline/lens';
import { columnCompleteness, columnConstant, columnEmpty } from './dataset/column-gaps';
import { columnDuplicate, columnShifted } from './dataset/column-twins';
import { columnUnit } from './dataset/column-unit';
import { dateSerial } from './dataset/date-serial';
import { duplicateCompany } from './dataset/duplicate-company';
import { headerRow } from './dataset/header-row';
import { sharedMarketCap } from './dataset/shared-market-cap';
import { anomaly } from './history/anomaly';
import { companyGone, companyNew, companyRenamed, rowCount } from './history/companies';
import { distributionDrift } from './history/distribution-drift';
import { jump } from './history/jump';
import { restatedValue } from './history/restated-value';
import { staleColumn } from './history/stale-column';
import { relationRules } from './relations/relation-rules';

/** What {@link weekRules} takes. */
export interface WeekRulesOptions {
  /** Formulas between the fields of a company. Default: those between the canonical fields. */
  readonly relations?: readonly Relation[];
  /** Which field tells again what another told in an earlier week. Default: none. */
  readonly restatements?: readonly Restatement[];
  /** What was learned from approved weeks before. Default: it is learned from the `earlier` weeks of each check. */
  readonly baseline?: Baseline;
}

/**
 * The rules for a whole week, beside those that every validator has: relations between the fields of a company,
 * companies and columns against each other, and all of it against approved earlier weeks. Without earlier weeks
 * those that need them are listed in the report's `not_run`.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator } from '@stock-analyzer/validator';
 * import { weekRules } from '@stock-analyzer/validator/week';
 *
 * const { validate } = createValidator(companySchema, { rules: weekRules() });
 * const week = (gross: number) =>
 *   Array.from({ length: 50 }, (_, at) => ({
 *     Ticker: `T${at}`, corpName: `C${at}`, 'Gross Margin (Fwd)': at === 7 ? gross : 40 + at / 5,
 *   }));
 * const { issues } = validate(week(4.1), { earlier: [week(41.2), week(41.4)] });
 * issues.map(({ ticker, code, evidence }) => [ticker, code, evidence?.last_value]); // → [['T7', 'jump', 41.4]]
 * ```
 */
export function weekRules(options: WeekRulesOptions = {}): Rule[] {
  const { relations = companyRelations, restatements = [], baseline } = options;
  const lensesOf = lenses(baseline);
  return [
    ...relationRules(relations),
    headerRow,
    duplicateCompany,
    sharedMarketCap,
    columnDuplicate,
    columnUnit(relations, lensesOf),
    dateSerial,
    rowCount,
    companyNew,
    companyGone,
    companyRenamed,
    columnEmpty,
    columnConstant,
    columnCompleteness,
    columnShifted,
    staleColumn(lensesOf),
    distributionDrift(lensesOf),
    restatedValue(restatements),
    jump(lensesOf),
    anomaly(lensesOf),
  ];
}
