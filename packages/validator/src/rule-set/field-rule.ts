import type { FieldDefinition } from '@stock-analyzer/schema';
import { integer } from '../rules/integer';
import { list } from '../rules/list';
import { pattern } from '../rules/pattern';
import { plausibleRange, possibleRange } from '../rules/ranges';
import { required } from '../rules/required';
import { defineRule, type FieldRule, type TableRule } from '../rules/rule';
import { say, showNumber } from '../words';
import type { JsonRule } from './json';

type JsonFieldRule = Extract<JsonRule, { readonly field: string }>;

/** The built-in rule that a rule set's rule is another case of, and what it says of the field in its place. */
function baseOf(
  json: JsonFieldRule,
): readonly [base: FieldRule, change: Partial<FieldDefinition>] | undefined {
  switch (json.kind) {
    case 'range': {
      const { min, max } = json;
      const range = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
      return json.severity === 'error'
        ? [possibleRange, { possible: range }]
        : [plausibleRange, { plausible: range }];
    }
    case 'list':
      return [list, { values: json.values }];
    case 'pattern':
      return [pattern, { pattern: json.pattern }];
    case 'required':
      return [required, { required: true }];
    case 'integer':
      return [integer, { integer: true }];
    default:
      return undefined;
  }
}

/** A rule of a rule set about one field, made ready. It stands in for the built-in one on that field. */
export function fieldRule(json: JsonFieldRule): FieldRule | TableRule {
  const found = baseOf(json);
  if (!found) return completeness(json as Extract<JsonRule, { readonly kind: 'completeness' }>);
  const [base, change] = found;
  return defineRule({
    ...base,
    name: json.name,
    severity: json.severity ?? base.severity,
    ...(json.mostly !== undefined && { mostly: json.mostly }),
    field: json.field,
    replaces: base.name,
    cell: (field, ...rest) =>
      field.name === json.field ? base.cell?.({ ...field, ...change }, ...rest) : undefined,
    explain: (finding, language) =>
      base.explain({ ...finding, field: { ...finding.field, ...change } }, language),
  });
}

function completeness({
  name,
  field: wanted,
  min,
  severity = 'warning',
}: Extract<JsonRule, { kind: 'completeness' }>) {
  return defineRule({
    name,
    code: 'low_completeness',
    severity,
    prepare({ table }) {
      const field = table.schema.byName.get(wanted);
      if (!field || table.rowCount === 0) return field ? 'too_few_rows' : 'no_column';
      const state = table.column(wanted)?.state ?? new Uint8Array(table.rowCount);
      const filled = (100 * state.reduce((sum, each) => sum + Math.min(each, 1), 0)) / table.rowCount;
      const found = showNumber(Number(filled.toPrecision(4)));
      return {
        run: (report) => {
          if (filled < min) report(null, field, filled);
        },
        explain: (_finding, language) => ({
          expected: say(language, `at least ${min} percent of the companies`, `기업의 ${min} % 이상`),
          message: say(
            language,
            `${wanted} has a value for ${found} percent of the companies, less than the ${min} asked for`,
            `${wanted} 값이 있는 기업은 ${found} %로 요구한 ${min} %보다 적습니다`,
          ),
          evidence: { completeness: filled, least: min },
        }),
      };
    },
  });
}
