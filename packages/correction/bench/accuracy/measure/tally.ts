import type { ErrorKind, PlantedError } from '@stock-analyzer/fixtures';
import type { Change, Shown, Verdict } from '../methods/method';
import { isRight, type TruthIndex } from './truth';

/** Counts of one kind of error. */
export interface KindCount {
  errors: number;
  /** Of them, those that leave the neighbourhood of the truth. */
  leaving: number;
  /** Of those that leave, found automatically or for review. */
  found: number;
  /** Of those that leave, changed automatically. */
  automatic: number;
  /** Not found, whether they leave or not. */
  alone: number;
  /** Automatic changes of its cells, and how many of them gave the true value. */
  changes: number;
  right: number;
}

/** What a method did in weeks with errors. */
export class Tally {
  readonly kinds = new Map<ErrorKind, KindCount>();
  /** Percentages in basis points that fall outside of the document's range. */
  readonly outside = { errors: 0, found: 0 };
  /** Automatic changes of cells without an error. */
  harmed = 0;
  /** Cells, rows and columns without an error that were shown or changed. */
  falseFlags = 0;

  /** @returns The errors that were missed although they leave, and the automatic changes that are wrong. */
  add(
    errors: readonly PlantedError[],
    verdict: Verdict,
    truth: TruthIndex,
    isOutside: (error: PlantedError) => boolean,
  ): { missed: PlantedError[]; wrong: Change[] } {
    const seen = new Sightings(verdict);
    const missed: PlantedError[] = [];
    for (const error of errors) {
      const count = this.#kind(error.kind);
      const found = seen.finds(error);
      count.errors++;
      if (!found) count.alone++;
      if (error.leavesNeighbourhood) {
        count.leaving++;
        if (found) count.found++;
        else missed.push(error);
        if (seen.changes(error)) count.automatic++;
      }
      if (isOutside(error)) {
        this.outside.errors++;
        if (found) this.outside.found++;
      }
    }
    return { missed, wrong: this.#judge(verdict, truth) };
  }

  #judge({ changes, shown }: Verdict, truth: TruthIndex): Change[] {
    const wrong: Change[] = [];
    for (const change of changes) {
      const at = truth.cellAt(change.row, change.field);
      const right = at !== undefined && isRight(change.to, at.cell, at.error);
      if (!truth.belongs(change.row, change.field)) this.falseFlags++;
      if (!change.automatic) continue;
      if (!right) wrong.push(change);
      if (!at) {
        this.harmed++;
        continue;
      }
      const count = this.#kind(at.error.kind);
      count.changes++;
      if (right) count.right++;
    }
    for (const { row, field } of shown) if (!truth.belongs(row, field)) this.falseFlags++;
    return wrong;
  }

  #kind(kind: ErrorKind): KindCount {
    const known = this.kinds.get(kind) ?? {
      errors: 0,
      leaving: 0,
      found: 0,
      automatic: 0,
      alone: 0,
      changes: 0,
      right: 0,
    };
    this.kinds.set(kind, known);
    return known;
  }

  total(): KindCount {
    const sum = { errors: 0, leaving: 0, found: 0, automatic: 0, alone: 0, changes: 0, right: 0 };
    for (const count of this.kinds.values()) {
      for (const key of Object.keys(sum) as (keyof KindCount)[]) sum[key] += count[key];
    }
    return sum;
  }

  /** Automatic changes that gave the true value, of all automatic changes. */
  precision(): number {
    const { changes, right } = this.total();
    return changes + this.harmed === 0 ? 1 : right / (changes + this.harmed);
  }

  recall(): number {
    const { leaving, found } = this.total();
    return leaving === 0 ? 1 : found / leaving;
  }
}

/** Part of a column's wrong cells that have to be shown one by one, where the column itself is not. */
const MUCH = 0.5;

/** Where a verdict points to. */
class Sightings {
  readonly #cells = new Map<string, Map<number, boolean>>();
  readonly #rows = new Set<number>();
  /** Rows that are pointed to, or a cell of them. */
  readonly #touched = new Set<number>();
  readonly #columns = new Set<string>();

  constructor({ changes, shown }: Verdict) {
    for (const { row, field, automatic } of changes) this.#see(row, field, automatic);
    for (const { row, field } of shown) {
      if (row !== null) this.#touched.add(row);
      if (row !== null && field !== null) this.#see(row, field, false);
      else if (row !== null) this.#rows.add(row);
      else if (field !== null) this.#columns.add(field);
    }
  }

  #see(row: number, field: string, automatic: boolean): void {
    this.#touched.add(row);
    const column = this.#cells.get(field) ?? new Map<number, boolean>();
    this.#cells.set(field, column.set(row, automatic || column.get(row) === true));
  }

  /**
   * A cell's error is found if the cell is pointed to; a row's if the row is, or a wrong cell of it (two of a
   * shifted row; any of a header row; the ticker of a duplicate or of its original); a column's if the column is,
   * or half of its wrong cells.
   */
  finds({ kind, level, cells, original }: PlantedError): boolean {
    const seen = cells.filter(({ row, field }) => this.#cells.get(field)?.has(row)).length;
    if (level === 'cell') return seen > 0;
    if (level === 'column')
      return seen >= MUCH * cells.length || cells.some(({ field }) => this.#columns.has(field));
    const { row } = cells[0]!;
    if (kind === 'header_row') return this.#touched.has(row);
    if (original !== null && (this.#rows.has(original) || this.#cells.get('Ticker')?.has(original)))
      return true;
    return this.#rows.has(row) || seen >= (kind === 'shifted_row' ? 2 : 1);
  }

  changes({ cells }: PlantedError): boolean {
    const automatic = cells.filter(({ row, field }) => this.#cells.get(field)?.get(row) === true).length;
    return automatic >= Math.max(1, MUCH * cells.length);
  }
}

/** Distinct places that a verdict points to. */
export function placesOf({ changes, shown }: Verdict): Set<string> {
  return new Set([...changes, ...shown].map(({ row, field }: Shown) => `${row} ${field}`));
}
