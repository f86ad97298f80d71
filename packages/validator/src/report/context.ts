import type { Dataset } from '@stock-analyzer/schema';
import type { CheckedTable } from '../columns/checked-table';
import type { Tally } from '../engine/tally';

/** What findings are made of, besides the run itself. */
export interface FindingsContext {
  readonly table: CheckedTable;
  readonly tally: Tally;
  /** By index of the schema's field: whether any rule looks at it. */
  readonly hasRules: readonly boolean[];
  /** Names of the fields that the source maps, whether or not it has their columns. */
  readonly mapped: ReadonlySet<string>;
  readonly asOf: string | null;
  readonly timestamp: string;
  readonly dataset: Dataset | undefined;
}
