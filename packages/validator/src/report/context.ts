import type { Dataset } from '@stock-analyzer/schema';
import type { CheckedTable } from '../columns/checked-table';
import type { Tally } from '../engine/tally';

/** What the figures of a report are made of. */
export interface FigureContext {
  readonly table: Pick<CheckedTable, 'schema' | 'rowCount' | 'nativeFrom' | 'has'>;
  /** Made when first asked for. */
  readonly tally: Tally;
  /** By index of the schema's field: whether any rule looks at it. */
  readonly hasRules: readonly boolean[];
  /** Names of the fields that the source maps, whether or not it has their columns. */
  readonly mapped: ReadonlySet<string>;
  readonly asOf: string | null;
  readonly timestamp: string;
}

/** What findings are made of, besides the run itself. */
export interface FindingsContext extends FigureContext {
  readonly table: CheckedTable;
  readonly dataset: Dataset | undefined;
}
