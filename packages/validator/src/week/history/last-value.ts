import type { RuleData } from '../../rules/rule';
import { rowsInEarlierWeeks } from '../matching';

/** A company's newest approved value of a field. */
export interface LastValue {
  readonly value: number;
  /** Weeks back among the approved ones: 1 is the newest. */
  readonly back: number;
  readonly asOf: string | null;
}

/** Finds the newest approved value of a field, by row of the data under check; undefined where there is none. */
export function lastValueOf(data: RuleData, index: number): (row: number) => LastValue | undefined {
  const rowsThen = rowsInEarlierWeeks(data);
  const columns = data.earlier.map(({ table }) => table.columns[index]?.numbers);
  return (row) => {
    for (let week = columns.length - 1; week >= 0; week--) {
      const then = rowsThen[week]![row]!;
      const value = then < 0 ? undefined : columns[week]?.[then];
      if (value !== undefined && !Number.isNaN(value)) {
        return { value, back: columns.length - week, asOf: data.earlier[week]!.asOf };
      }
    }
    return undefined;
  };
}
