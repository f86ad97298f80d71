import type { Sort } from '../query/language';
import type { FieldColumn } from './condition';
import type { Dialect } from './dialect';

/** What stands behind ORDER BY: the sorts, missing values last in either direction, then the ticker. */
export function orderSql(
  sorts: readonly Required<Sort>[],
  columnOf: (field: string) => FieldColumn | undefined,
  ticker: string,
  dialect: Dialect,
): string {
  const keys = sorts.flatMap(({ field, order }) => {
    const column = columnOf(field);
    if (!column) return [];
    const { sql, type } = column;
    const values = type === 'text' ? [dialect.caseless(sql), dialect.exact(sql)] : [sql];
    const direction = order === 'desc' ? ' DESC' : '';
    return [`${sql} IS NULL`, ...values.map((value) => value + direction)];
  });
  return [...keys, dialect.exact(ticker)].join(', ');
}
