import { type DirtyWeek, generateCorpus, plantErrors } from '@stock-analyzer/fixtures';
import type { Dataset } from '@stock-analyzer/schema';

/** One corpus: true weeks, and how often and how thickly errors are planted into the last one. */
export interface CorpusPlan {
  readonly seed: string;
  readonly companies: number;
  readonly weeks: number;
  readonly dirt: readonly { readonly rate: number; readonly columns: number }[];
}

/** The usual rate with and without an error of a whole column, and a week that is almost clean. */
const DIRT = [
  { rate: 0.025, columns: 1 },
  { rate: 0.025, columns: 0 },
  { rate: 0.004, columns: 2 },
] as const;

/** Column errors are few where weeks are big; here are more of them, among errors of cells. */
const COLUMN_DIRT = Array.from({ length: 12 }, () => ({ rate: 0.01, columns: 3 }));

const QUICK_DIRT = [{ rate: 0.02, columns: 1 }] as const;

/** Detector thresholds and calibration are fitted on the train seeds alone. */
export const SEEDS = {
  train: ['train-1', 'train-2', 'train-3'],
  judge: ['judge-1', 'judge-2', 'judge-3', 'judge-4', 'judge-5'],
} as const;

/** Corpora of a set: big ones, a middling one with many errors of columns, a small one with few companies an industry. */
export function corpusPlans(set: keyof typeof SEEDS, quick: boolean): CorpusPlan[] {
  if (quick) return [{ seed: SEEDS[set][0], companies: 1500, weeks: 4, dirt: QUICK_DIRT }];
  const big = SEEDS[set].map((seed) => ({ seed, companies: 6000, weeks: 4, dirt: DIRT }));
  const columns = { seed: `${set}-columns`, companies: 800, weeks: 4, dirt: COLUMN_DIRT };
  return [...big, columns, { seed: `${set}-small`, companies: 400, weeks: 4, dirt: DIRT }];
}

/** The weeks of a plan, oldest first, and its weeks with errors, made one at a time. */
export interface Corpus {
  readonly plan: CorpusPlan;
  readonly weeks: readonly Dataset[];
  dirty(): Iterable<DirtyWeek>;
}

export function* corpora(plans: readonly CorpusPlan[]): Iterable<Corpus> {
  for (const plan of plans) {
    const weeks = generateCorpus(plan);
    yield {
      plan,
      weeks,
      *dirty() {
        for (const [at, { rate, columns }] of plan.dirt.entries()) {
          yield plantErrors(weeks, { seed: `${plan.seed}/${at}`, rate, columns });
        }
      },
    };
  }
}
