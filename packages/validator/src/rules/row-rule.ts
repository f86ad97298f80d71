import type { Bilingual, CellValue, RowOf, Schema } from '@stock-analyzer/schema';
import type { CheckedTable } from '../columns/checked-table';
import { STRAY } from '../columns/field-column';
import type { Language } from '../words';
import { defineRule, type RuleInput, type TableRule } from './rule';

/**
 * A row as a rule sees it: every field of the schema, null where it has no value or one of another type. A text that
 * is not in its field's list is there all the same.
 */
export type RuleRow<S extends Schema> = {
  readonly [Name in keyof RowOf<S>]-?: Exclude<RowOf<S>[Name], undefined> | null;
};

/** What a row rule finds. */
export interface RowFinding<S extends Schema> {
  /** Display name of the field that it is about. Default: the row as a whole. */
  readonly field?: keyof RowOf<S> & string;
  /** In one language, or in both. */
  readonly message: string | Bilingual;
  /** What would have been right. */
  readonly expected?: string | Bilingual;
  readonly suggestion?: CellValue;
  /** The figures that it rests on, by name. */
  readonly evidence?: Readonly<Record<string, number | string>>;
}

/** What {@link defineRowRule} takes. */
export interface RowRuleInput<S extends Schema>
  extends Pick<RuleInput<TableRule>, 'name' | 'code' | 'severity' | 'unless'> {
  /**
   * Looks at one row and tells what is wrong with it, undefined if nothing is. It is asked again when the finding
   * is read, so it has to answer alike; and the row is only there during the call.
   */
  readonly check: (row: RuleRow<S>) => RowFinding<S> | undefined;
}

/**
 * Makes a rule that looks at one row at a time, with the types of the schema's fields. For the last bit of speed
 * there are columns: see {@link defineRule}.
 *
 * @throws ValidatorError `INVALID_RULE` if the name is not kebab-case.
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator, defineRowRule } from '@stock-analyzer/validator';
 *
 * const payer = defineRowRule(companySchema, {
 *   name: 'payout-without-yield',
 *   severity: 'warning',
 *   check: ({ 'Payout Ratio (Fwd)': payout, 'Dividend Yield (Fwd)': dividend }) =>
 *     payout !== null && payout > 0 && dividend === 0
 *       ? { field: 'Dividend Yield (Fwd)', message: `pays out ${payout} % and yields nothing` }
 *       : undefined,
 * });
 * const { validate } = createValidator(companySchema, { rules: [payer] });
 * const row = { Ticker: 'A', corpName: 'A', 'Payout Ratio (Fwd)': 40, 'Dividend Yield (Fwd)': 0 };
 * validate([row]).issues.map(({ field, message }) => `${field} ${message}`);
 * // → ['Dividend Yield (Fwd) pays out 40 % and yields nothing']
 * ```
 */
export function defineRowRule<S extends Schema>(schema: S, { check, ...head }: RowRuleInput<S>): TableRule {
  return defineRule({
    ...head,
    level: 'row',
    prepare({ table }) {
      const { row, goTo } = rowView(schema, table);
      const find = (at: number) => {
        goTo(at);
        return check(row as RuleRow<S>);
      };
      return {
        run(report) {
          for (let at = 0; at < table.rowCount; at++) {
            const found = find(at);
            if (found) report(at, table.schema.byName.get(found.field ?? '') ?? null);
          }
        },
        explain({ row: at }, language) {
          const { message, expected = '', suggestion, evidence } = find(at ?? 0) ?? { message: '' };
          return {
            message: inLanguage(message, language),
            expected: inLanguage(expected, language),
            ...(suggestion !== undefined && { suggestion }),
            ...(evidence !== undefined && { evidence }),
          };
        },
      };
    },
  });
}

function inLanguage(text: string | Bilingual, language: Language): string {
  return typeof text === 'string' ? text : text[language];
}

/** One object that shows whichever row it was told to: rows are not made only to be looked at. */
function rowView(schema: Schema, table: CheckedTable): { row: object; goTo(at: number): void } {
  let current = 0;
  const row = Object.create(null) as object;
  for (const { name } of schema.fields) {
    const column = table.column(name);
    Object.defineProperty(row, name, {
      enumerable: true,
      get: () => (!column || column.state[current] === STRAY ? null : column.valueAt(current)),
    });
  }
  return {
    row: Object.freeze(row),
    goTo(at) {
      current = at;
    },
  };
}
