/** Confidence bins: finer where it matters, up to what a strict policy accepts. */
const EDGES = [0, 0.3, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99, 0.999, 0.9999, 1] as const;

/** Of one bin: proposals, their mean confidence, and the part that was right. */
export interface CalibrationRow {
  readonly from: number;
  readonly to: number;
  readonly proposals: number;
  readonly confidence: number;
  readonly right: number;
}

/** Compares how sure proposals are with how often they are right. */
export class Calibration {
  readonly #bins = EDGES.slice(1).map(() => ({ weight: 0, confidence: 0, right: 0 }));

  /** @param weight 1, or a part of it for one of many proposals with one cause. */
  add(confidence: number, right: boolean, weight: number): void {
    const at = EDGES.findLastIndex((edge) => confidence >= edge);
    const bin = this.#bins[Math.min(Math.max(at, 0), this.#bins.length - 1)]!;
    bin.weight += weight;
    bin.confidence += weight * confidence;
    if (right) bin.right += weight;
  }

  rows(): CalibrationRow[] {
    return this.#bins.map(({ weight, confidence, right }, at) => ({
      from: EDGES[at]!,
      to: EDGES[at + 1]!,
      proposals: weight,
      confidence: weight === 0 ? 0 : confidence / weight,
      right: weight === 0 ? 0 : right / weight,
    }));
  }

  /** Expected calibration error: mean distance of confidence and truth, weighted by the bins' proposals. */
  error(): number {
    const all = this.#bins.reduce((sum, { weight }) => sum + weight, 0);
    if (all === 0) return 0;
    return this.#bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0) / all;
  }
}
