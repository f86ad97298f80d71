import type { DataRow } from './language';

/** Where rows are kept. */
export interface RowDatabase {
  /**
   * Keeps a week's rows in the place of those before, all or nothing.
   *
   * @param known Is told under which id, and the tickers of rows that are left out, before anything is written.
   */
  save(
    rows: readonly DataRow[],
    known: (releaseId: string, leftOut: readonly string[]) => void,
  ): Promise<void>;
  /** The rows of the current week, whoever saved it. */
  load(): Promise<DataRow[]>;
}
