import type { Condition } from '../query/condition';
import { conditionFields, conditionSize, conditionSql } from '../sql/condition';
import { all, type Connection, type SqlValue } from '../sql/connection';
import { sqlite } from '../sql/dialect';
import { Bindings } from '../sql/statement';
import type { StoredSnapshot } from './stored-snapshot';

/** The largest condition that one statement takes; SQLite's limit is an expression of depth 1,000. */
const LARGEST = 500;

/** Whether SQL can answer exactly: native fields are JSON, whose numbers an engine may read otherwise. */
export function isInTables(
  { cellOf }: StoredSnapshot,
  condition: Condition,
  fields: readonly string[],
): boolean {
  return (
    conditionSize(condition) <= LARGEST &&
    ![...fields, ...conditionFields(condition)].some((field) => cellOf.has(field))
  );
}

/** Whether every company fits. */
export function isTrivial(condition: Condition): boolean {
  return condition.test === 'all' && condition.of.length === 0;
}

/** What is wanted of the companies that fit. */
export interface Choice {
  /** Columns behind the company's number. */
  readonly select?: readonly string[];
  /** The fields that `select` and `end` speak of. */
  readonly fields?: readonly string[];
  /** Whether they speak of the ticker. */
  readonly withTicker?: boolean;
  /** What stands behind WHERE. */
  readonly end?: (bindings: Bindings) => string;
}

/** Of the companies that fit a condition: their numbers, and what else is wanted. */
export function chooseFitting(
  db: Connection,
  snapshot: StoredSnapshot,
  condition: Condition,
  { select = [], fields = [], withTicker = false, end }: Choice = {},
): SqlValue[][] {
  const bindings = new Bindings(sqlite);
  const named = [...conditionFields(condition), ...fields];
  const { from, where, company } = snapshot.columns.from(named, bindings.bind(snapshot.id), {
    ticker: withTicker,
  });
  const fitting = fittingSql(db, snapshot, condition, bindings);
  const text = `SELECT ${[company, ...select].join(', ')} ${from} WHERE ${where} AND ${fitting}`;
  return all(db, end ? `${text} ${end(bindings)}` : text, bindings.values);
}

/** How many companies fit. */
export function countFitting(db: Connection, snapshot: StoredSnapshot, condition: Condition): number {
  if (isTrivial(condition)) return snapshot.info.companies;
  const bindings = new Bindings(sqlite);
  const { from, where } = snapshot.columns.from(conditionFields(condition), bindings.bind(snapshot.id));
  const fitting = fittingSql(db, snapshot, condition, bindings);
  return Number(all(db, `SELECT count(*) ${from} WHERE ${where} AND ${fitting}`, bindings.values)[0]![0]);
}

function fittingSql(
  db: Connection,
  snapshot: StoredSnapshot,
  condition: Condition,
  bindings: Bindings,
): string {
  return conditionSql(condition, {
    bindings,
    columnOf: snapshot.columns.of,
    textsOf: (field) => textsOf(db, snapshot, field),
  });
}

function textsOf(db: Connection, snapshot: StoredSnapshot, field: string): readonly string[] {
  let texts = snapshot.texts.get(field);
  if (!texts) {
    const bindings = new Bindings(sqlite);
    const { from, where } = snapshot.columns.from([field], bindings.bind(snapshot.id));
    const { sql } = snapshot.columns.of(field)!;
    const text = `SELECT DISTINCT ${sql} ${from} WHERE ${where} AND ${sql} IS NOT NULL`;
    texts = all(db, text, bindings.values).map(String);
    snapshot.texts.set(field, texts);
  }
  return texts;
}
