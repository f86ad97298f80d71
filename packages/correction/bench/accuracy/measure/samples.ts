import type { PlantedError } from '@stock-analyzer/fixtures';
import { type CellValue, cellAt, type Dataset } from '@stock-analyzer/schema';
import type { Change, Shown, Verdict } from '../methods/method';
import type { TruthIndex } from './truth';

/** Something to look at, for whoever fits the detectors. */
export interface Sample {
  /** For example `missed alone sign`: what happened, with or without earlier weeks, kind of error or field. */
  readonly title: string;
  readonly text: string;
}

/** The weeks that a verdict is about. */
export interface Scene {
  /** Seeds that make the same weeks again. */
  readonly seed: string;
  readonly mode: 'history' | 'alone';
  readonly week: Dataset;
  readonly earlier: readonly Dataset[];
}

/** Collects examples of what went wrong. */
export class Samples {
  readonly list: Sample[] = [];

  missed(scene: Scene, errors: readonly PlantedError[]): void {
    for (const { kind, cells } of errors) {
      const { row, field, was, now } = cells[0]!;
      this.#add('missed', kind, scene, { row, field }, { was, now });
    }
  }

  wrong(scene: Scene, changes: readonly Change[], truth: TruthIndex): void {
    for (const change of changes) {
      const at = truth.cellAt(change.row, change.field);
      const { to, confidence } = change;
      if (at) this.#add('wrong', at.error.kind, scene, change, { was: at.cell.was, to, confidence });
      else this.#add('harmed', change.field, scene, change, { to, confidence });
    }
  }

  /** What was flagged where nothing is wrong. */
  falseFlags(scene: Scene, { changes, shown }: Verdict, truth?: TruthIndex): void {
    for (const change of changes) {
      if (truth?.belongs(change.row, change.field)) continue;
      const what = change.automatic ? 'harmed' : 'false_proposal';
      this.#add(what, change.field, scene, change, { to: change.to, confidence: change.confidence });
    }
    for (const place of shown) {
      if (!truth?.belongs(place.row, place.field))
        this.#add('false_flag', place.field ?? 'row', scene, place, {});
    }
  }

  #add(what: string, kind: string, scene: Scene, { row, field }: Shown, values: object): void {
    const about = { ...values, ...(row !== null && surroundings(scene, row, field)) };
    this.list.push({
      title: `${what} ${scene.mode} ${kind}`,
      text: `${scene.seed} row ${row} ${field}: ${JSON.stringify(about)}`,
    });
  }
}

/** What the cell holds, what it held in earlier weeks, and who the company is. */
function surroundings({ week, earlier }: Scene, row: number, field: string | null) {
  const ticker = valueAt(week, 'Ticker', row);
  const about = {
    ticker,
    industry: valueAt(week, 'industry', row),
    currency: valueAt(week, 'Currency', row),
  };
  if (field === null) return about;
  const before = earlier.map((then) => {
    const index = rowsOf(then).get(ticker);
    return index === undefined ? null : valueAt(then, field, index);
  });
  return { value: valueAt(week, field, row), before, ...about };
}

const ROWS = new WeakMap<Dataset, ReadonlyMap<CellValue, number>>();

/** Rows by ticker. */
function rowsOf(week: Dataset): ReadonlyMap<CellValue, number> {
  let rows = ROWS.get(week);
  if (!rows) {
    rows = new Map(
      Array.from({ length: week.fields.rowCount }, (_, row) => [valueAt(week, 'Ticker', row), row]),
    );
    ROWS.set(week, rows);
  }
  return rows;
}

function valueAt(dataset: Dataset, name: string, row: number): CellValue {
  const column = dataset.fields.byName.get(name) ?? dataset.native.byName.get(name);
  return column ? cellAt(column, row) : null;
}
