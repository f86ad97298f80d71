import type { QualityMark } from '@stock-analyzer/schema';
import { all, type Connection } from '../sql/connection';
import { sqlite } from '../sql/dialect';
import { Bindings } from '../sql/statement';

/** The quality marks of a snapshot in their order; with `tickers` only those of these companies. */
export function readMarks(db: Connection, snapshot: number, tickers?: readonly string[]): QualityMark[] {
  const bindings = new Bindings(sqlite);
  const where = `snapshot_id = ${bindings.bind(snapshot)}`;
  const among = tickers ? ` AND ticker IN ${bindings.bindList(tickers)}` : '';
  return all(
    db,
    `SELECT ticker, field, was, rule, confidence, approved_by, approved_at
     FROM quality_marks WHERE ${where}${among} ORDER BY position`,
    bindings.values,
  ).map(
    ([ticker, field, was, rule, confidence, approvedBy, approvedAt]) =>
      ({
        ticker,
        field,
        was: JSON.parse(String(was)),
        rule,
        confidence,
        approvedBy,
        approvedAt,
      }) as QualityMark,
  );
}
