import type { DirtyWeek, PlantedError } from '@stock-analyzer/fixtures';
import { type CellValue, cellAt, companySchema, type Dataset } from '@stock-analyzer/schema';
import type { Corpus } from '../corpora';
import type { Method, Verdict } from '../methods/method';
import { Calibration } from './calibration';
import { CleanCount } from './clean';
import { Tally } from './tally';
import { indexTruth, isRight } from './truth';

/** What a method did, with the weeks before and without. */
export class MethodResult {
  readonly method: Method;
  readonly clean = { history: new CleanCount(), alone: new CleanCount() };
  readonly dirty = { history: new Tally(), alone: new Tally() };
  readonly calibration = new Calibration();
  readonly samples: Sample[] = [];
  ms = 0;

  constructor(method: Method) {
    this.method = method;
  }
}

/** Something to look at, for whoever fits the detectors. */
export interface Sample {
  readonly what: 'missed' | 'wrong' | 'harmed' | 'false_flag';
  /** Kind of error, or field of a true cell. */
  readonly kind: string;
  readonly mode: Mode;
  readonly seed: string;
  readonly row: number | null;
  readonly field: string | null;
  readonly values: Readonly<Record<string, unknown>>;
}

type Mode = 'history' | 'alone';
const MODES: readonly Mode[] = ['history', 'alone'];

/** Runs a method over the true and the dirty weeks of a corpus. */
export function runClean(result: MethodResult, corpus: Corpus): void {
  const week = corpus.weeks.at(-1)!;
  for (const mode of MODES) {
    const verdict = look(result, week, mode === 'history' ? corpus.weeks.slice(0, -1) : []);
    result.clean[mode].add(week, verdict);
    calibrate(result.calibration, verdict, undefined);
    sampleClean(result, mode, corpus, week, verdict);
  }
}

export function runDirty(result: MethodResult, corpus: Corpus, dirty: DirtyWeek, at: number): void {
  for (const mode of MODES) {
    const verdict = look(result, dirty.week, mode === 'history' ? dirty.earlier : []);
    const tally = result.dirty[mode];
    const known = { missed: tally.missed.length, wrong: tally.wrong.length };
    tally.add(dirty, verdict, isOutside);
    calibrate(result.calibration, verdict, dirty);
    const seed = `${corpus.plan.seed}/${at}`;
    for (const error of tally.missed.slice(known.missed)) {
      const { row, field, was, now } = error.cells[0]!;
      result.samples.push({
        what: 'missed',
        kind: error.kind,
        mode,
        seed,
        row,
        field,
        values: { was, now, ...surroundings(dirty.week, dirty.earlier, row, field) },
      });
    }
    const truth = indexTruth(dirty);
    for (const { row, field, to, confidence } of tally.wrong.slice(known.wrong)) {
      const found = truth.cellAt(row, field);
      const values = {
        was: found?.cell.was,
        to,
        confidence,
        ...surroundings(dirty.week, dirty.earlier, row, field),
      };
      const kind = found?.error.kind ?? 'no_error';
      result.samples.push({ what: found ? 'wrong' : 'harmed', kind, mode, seed, row, field, values });
    }
  }
}

function look(result: MethodResult, week: Dataset, earlier: readonly Dataset[]): Verdict {
  const start = performance.now();
  const verdict = result.method.look(week, earlier);
  result.ms += performance.now() - start;
  return verdict;
}

/** Proposals of one group have one cause and count as one. */
function calibrate(calibration: Calibration, { changes }: Verdict, dirty: DirtyWeek | undefined): void {
  const sizes = new Map<string, number>();
  for (const { group } of changes) if (group !== null) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const truth = dirty && indexTruth(dirty);
  for (const { row, field, to, confidence, group } of changes) {
    const at = truth?.cellAt(row, field);
    const right = at !== undefined && isRight(to, at.cell, at.error);
    calibration.add(confidence, right, group === null ? 1 : 1 / sizes.get(group)!);
  }
}

/** Whether it is a percentage in basis points outside of the document's range. */
function isOutside({ kind, cells }: PlantedError): boolean {
  const { field, now } = cells[0]!;
  const range = companySchema.byName.get(field)?.plausible;
  if (kind !== 'basis_points' || !range || typeof now !== 'number') return false;
  return now > (range.max ?? Number.POSITIVE_INFINITY) || now < (range.min ?? Number.NEGATIVE_INFINITY);
}

function sampleClean(
  result: MethodResult,
  mode: Mode,
  corpus: Corpus,
  week: Dataset,
  verdict: Verdict,
): void {
  const places = new Map(
    [...verdict.shown, ...verdict.changes].map((place) => [`${place.row} ${place.field}`, place]),
  );
  for (const { row, field } of places.values()) {
    const change = verdict.changes.find((each) => each.row === row && each.field === field);
    result.samples.push({
      what: change?.automatic ? 'harmed' : 'false_flag',
      kind: field ?? 'row',
      mode,
      seed: corpus.plan.seed,
      row,
      field,
      values: {
        ...(change && { to: change.to, confidence: change.confidence }),
        ...surroundings(week, corpus.weeks.slice(0, -1), row, field),
      },
    });
  }
}

/** What the cell holds, what it held last week, and who the company is. */
function surroundings(week: Dataset, earlier: readonly Dataset[], row: number | null, field: string | null) {
  if (row === null) return {};
  const ticker = valueAt(week, 'Ticker', row);
  const last = earlier.at(-1);
  let before: unknown;
  if (last && field !== null) {
    for (let index = 0; index < last.fields.rowCount; index++) {
      if (valueAt(last, 'Ticker', index) === ticker) before = valueAt(last, field, index);
    }
  }
  return {
    value: field === null ? null : valueAt(week, field, row),
    ticker,
    last_week: before,
    industry: valueAt(week, 'industry', row),
    currency: valueAt(week, 'Currency', row),
  };
}

function valueAt(dataset: Dataset, name: string, row: number): CellValue {
  const column = dataset.fields.byName.get(name) ?? dataset.native.byName.get(name);
  return column ? cellAt(column, row) : null;
}
