import type { Condition } from '../query/condition';
import type { FieldType } from '../query/fields';
import type { Operand } from '../query/language';
import { lowerAscii } from '../query/text';
import { testOf } from '../snapshot/mask';
import type { SqlValue } from './connection';
import type { Bindings } from './statement';

/** A column of the tables that a condition or a sort speaks of. */
export interface FieldColumn {
  readonly sql: string;
  readonly type: FieldType;
}

/** What a condition is compiled against. */
export interface Scope {
  readonly bindings: Bindings;
  /** Undefined for a field that the snapshot has no column of: all its values are missing. */
  columnOf(field: string): FieldColumn | undefined;
  /** Every text that the field has in the snapshot, each once. The core folds them: engines fold otherwise. */
  textsOf(field: string): readonly string[];
}

type Leaf = Exclude<Condition, { readonly of: unknown }>;

const TRUE = '1 = 1';
const FALSE = '1 = 0';

/**
 * A condition as SQL. Where SQL says NULL it means false, and every negation is `IS NOT TRUE`, so the whole is
 * two-valued like the condition.
 */
export function conditionSql(condition: Condition, scope: Scope): string {
  switch (condition.test) {
    case 'all':
    case 'any': {
      const parts = condition.of.map((each) => conditionSql(each, scope));
      if (parts.length === 0) return condition.test === 'all' ? TRUE : FALSE;
      return `(${parts.join(condition.test === 'all' ? ' AND ' : ' OR ')})`;
    }
    case 'not':
      return `(${conditionSql(condition.of, scope)}) IS NOT TRUE`;
  }
  const column = scope.columnOf(condition.field);
  if (!column) return condition.test === 'in' && condition.missing ? TRUE : FALSE;
  return leafSql(condition, column, scope);
}

function leafSql(condition: Leaf, { sql, type }: FieldColumn, { bindings, textsOf }: Scope): string {
  switch (condition.test) {
    case 'exists':
      return `${sql} IS NOT NULL`;
    case 'in': {
      const found = amongSql(sql, condition.values, bindings);
      if (!condition.missing) return found ?? FALSE;
      return found ? `(${found} OR ${sql} IS NULL)` : `${sql} IS NULL`;
    }
    case 'contains':
    case 'startsWith': {
      const test = testOf(condition);
      const hits = textsOf(condition.field).filter(test);
      return hits.length === 0 ? FALSE : `${sql} IN ${bindings.bindList(hits)}`;
    }
    default: {
      const sign = SIGNS[condition.test];
      if (type !== 'text') return `${sql} ${sign} ${bindings.bind(sqlValue(condition.value))}`;
      const text = String(condition.value);
      const { caseless, exact } = bindings.dialect;
      const folded = () => bindings.bind(lowerAscii(text));
      return (
        `(${caseless(sql)} ${sign[0]} ${folded()}` +
        ` OR (${caseless(sql)} = ${folded()} AND ${exact(sql)} ${sign} ${bindings.bind(text)}))`
      );
    }
  }
}

const SIGNS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

function amongSql(
  sql: string,
  values: readonly NonNullable<Operand>[],
  bindings: Bindings,
): string | undefined {
  if (values.length === 0) return undefined;
  if (values.length === 1) return `${sql} = ${bindings.bind(sqlValue(values[0]!))}`;
  if (typeof values[0] === 'string') return `${sql} IN ${bindings.bindList(values as string[])}`;
  // One by one: an engine that reads numbers from a text may round the last digit otherwise.
  return `${sql} IN (${values.map((value) => bindings.bind(sqlValue(value))).join(', ')})`;
}

function sqlValue(value: NonNullable<Operand>): SqlValue {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** The fields that a condition names. */
export function conditionFields(condition: Condition): string[] {
  switch (condition.test) {
    case 'all':
    case 'any':
      return condition.of.flatMap(conditionFields);
    case 'not':
      return conditionFields(condition.of);
    default:
      return [condition.field];
  }
}

/** How much of a statement a condition takes: engines limit the depth of an expression and the values bound. */
export function conditionSize(condition: Condition): number {
  switch (condition.test) {
    case 'all':
    case 'any':
      return condition.of.reduce((sum, each) => sum + conditionSize(each), 1);
    case 'not':
      return 1 + conditionSize(condition.of);
    case 'in':
      return typeof condition.values[0] === 'string' ? 1 : 1 + condition.values.length;
    default:
      return 1;
  }
}
