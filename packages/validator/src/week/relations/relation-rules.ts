import type { FieldDefinition } from '@stock-analyzer/schema';
import {
  type BoundRelation,
  eachRow,
  misfit,
  misfitOf,
  type Relation,
} from '@stock-analyzer/schema/relations';
import { memo } from '../../memo';
import { defineRule, type RuleData, type TableRule } from '../../rules/rule';
import { type Language, say, showNumber } from '../../words';
import { bindAll, suspectFinder } from './bound';

/**
 * Rules that check relations: one a relation, of its name and severity, with its tolerance as tunables `relative`
 * and `absolute`. An issue stands at the field that most probably breaks the relation: the one whose other
 * relations hold least, and which moved most since the last approved week.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { companyRelations } from '@stock-analyzer/schema/relations';
 * import { createValidator } from '@stock-analyzer/validator';
 * import { relationRules } from '@stock-analyzer/validator/week';
 *
 * const rules = relationRules(companyRelations);
 * const settings = { 'roe-from-multiples': { severity: 'warning', relative: 0.5 } } as const;
 * const row = { Ticker: 'A', corpName: 'A', 'ROE (Fwd)': 15, 'PBR (Oct-25)': 30, 'PER (Oct-25)': 20 };
 * const { issues } = createValidator(companySchema, { rules, settings }).validate([row]);
 * issues.map(({ code, field, evidence }) => [code, field, evidence?.right]); // → [['relation_mismatch', 'ROE (Fwd)', 150]]
 * ```
 */
export function relationRules(relations: readonly Relation[]): TableRule[] {
  const boundOf = memo((data: RuleData) => bindAll(relations, data.table));
  return relations.map((relation) =>
    defineRule({
      name: relation.name,
      code: 'relation_mismatch',
      level: 'row',
      severity: relation.severity,
      tunables: { ...relation.tolerance },
      prepare(data, { relative = 0, absolute = 0 }) {
        const all = boundOf(data);
        const found = all.byName.get(relation.name);
        if (!found) return 'no_column';
        if (relation.constant && found.constants.size === 0) return 'too_few_rows';
        const bound = { ...found, relation: { ...relation, tolerance: { relative, absolute } } };
        return {
          estimates: [...found.constants].map(([group, value]) => ({
            relation: relation.name,
            group,
            value,
          })),
          run(report) {
            const fields = new Map(data.table.schema.fields.map((field) => [field.key, field]));
            const suspectKey = suspectFinder(found, all, data);
            eachRow(bound, data.table.rowCount, (row, left, right) => {
              if (misfitOf(bound.relation, left, right) > 1) report(row, fields.get(suspectKey(row)) ?? null);
            });
          },
          explain: ({ row }, language) => explain(bound, data, row ?? 0, language),
        };
      },
    }),
  );
}

function explain(bound: BoundRelation, { table }: RuleData, row: number, language: Language) {
  const { relation, constants } = bound;
  const named = namesOf(table.schema.fields);
  // Adding 0 makes −0 of a product 0.
  const [left, right] = [bound.left(row) + 0, bound.right(row) + 0];
  const [leftName, rightName] = [named(relation.left), named(relation.right)];
  const group = relation.constant && table.byKey(relation.constant.by)?.valueAt(row);
  const rate = typeof group === 'string' ? constants.get(group) : undefined;
  const factor = relation.constant?.as === 'factor' ? ' × ' : ' + ';
  const known = rate === undefined ? '' : `${factor}${showNumber(Number(rate.toPrecision(6)))} (${group})`;
  const sides = `${leftName} ${showNumber(left)}, ${rightName}${known} = ${showNumber(Number(right.toPrecision(6)))}`;
  const words = relation.description[language];
  return {
    expected: `${leftName} ${relation.kind} ${rightName}${known}`,
    message: say(language, `${words} does not hold: ${sides}`, `${words} 관계가 성립하지 않습니다: ${sides}`),
    evidence: {
      relation: relation.name,
      formula: `${leftName} ${relation.kind} ${rightName}`,
      left,
      right,
      misfit: Number(Math.min(misfit(bound, row), 1e9).toPrecision(4)),
      ...(rate !== undefined && { constant_of: String(group), constant: rate }),
    },
  };
}

/** A formula with display names in the place of keys. */
function namesOf(fields: readonly FieldDefinition[]): (formula: string) => string {
  const names = new Map(fields.map(({ key, name }) => [key, name]));
  return (formula) => formula.replace(/[A-Za-z]\w*/g, (key) => names.get(key) ?? key);
}
