import type { DirtyWeek, PlantedError } from '@stock-analyzer/fixtures';
import { companySchema } from '@stock-analyzer/schema';
import type { Corpus } from '../corpora';
import type { Method, Verdict } from '../methods/method';
import { Calibration } from './calibration';
import { CleanCount } from './clean';
import type { Samples, Scene } from './samples';
import { Tally } from './tally';
import { isRight, type TruthIndex } from './truth';

/** What a method did, with the weeks before and without. */
export class MethodResult {
  readonly method: Method;
  readonly clean = { history: new CleanCount(), alone: new CleanCount() };
  readonly dirty = { history: new Tally(), alone: new Tally() };
  readonly calibration = new Calibration();
  /** Where examples are wanted. */
  readonly samples: Samples | null;
  ms = 0;

  constructor(method: Method, samples: Samples | null = null) {
    this.method = method;
    this.samples = samples;
  }

  /** The last true week of a corpus, with the weeks before it and without. */
  addClean({ plan: { seed }, weeks }: Corpus): void {
    const week = weeks.at(-1)!;
    for (const mode of MODES) {
      const scene = { seed, mode, week, earlier: mode === 'history' ? weeks.slice(0, -1) : [] };
      const verdict = this.#look(scene);
      this.clean[mode].add(week, verdict);
      this.#calibrate(verdict, undefined);
      this.samples?.falseFlags(scene, verdict);
    }
  }

  /** A week with errors, with the weeks before it and without. */
  addDirty(seed: string, { week, earlier, errors }: DirtyWeek, truth: TruthIndex): void {
    for (const mode of MODES) {
      const scene = { seed, mode, week, earlier: mode === 'history' ? earlier : [] };
      const verdict = this.#look(scene);
      const { missed, wrong } = this.dirty[mode].add(errors, verdict, truth, isOutside);
      this.#calibrate(verdict, truth);
      this.samples?.missed(scene, missed);
      this.samples?.wrong(scene, wrong, truth);
      this.samples?.falseFlags(scene, verdict, truth);
    }
  }

  #look({ week, earlier }: Scene): Verdict {
    const start = performance.now();
    const verdict = this.method.look(week, earlier);
    this.ms += performance.now() - start;
    return verdict;
  }

  /** Proposals of one group have one cause and count as one. */
  #calibrate({ changes }: Verdict, truth: TruthIndex | undefined): void {
    const sizes = new Map<string, number>();
    for (const { group } of changes) if (group !== null) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    for (const { row, field, to, confidence, group } of changes) {
      const at = truth?.cellAt(row, field);
      const right = at !== undefined && isRight(to, at.cell, at.error);
      this.calibration.add(confidence, right, group === null ? 1 : 1 / sizes.get(group)!);
    }
  }
}

const MODES = ['history', 'alone'] as const;

/** Whether it is a percentage in basis points outside of the document's range. */
function isOutside({ kind, cells }: PlantedError): boolean {
  const { field, now } = cells[0]!;
  const range = companySchema.byName.get(field)?.plausible;
  if (kind !== 'basis_points' || !range || typeof now !== 'number') return false;
  return now > (range.max ?? Number.POSITIVE_INFINITY) || now < (range.min ?? Number.NEGATIVE_INFINITY);
}
