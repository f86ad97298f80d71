import type { ScorePart } from '@stock-analyzer/validator';

/** The points that a part of the score kept. Rounded down: a part that lost anything never reads as whole. */
export function keptPoints({ weight, lost }: ScorePart): number {
  return Math.floor((weight - lost) * 100 + 1e-6) / 100;
}
