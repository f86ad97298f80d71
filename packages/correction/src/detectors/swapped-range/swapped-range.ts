import { evidence } from '../../evidence/describe';
import { likelihoodRatio, probability } from '../../evidence/likelihood';
import type { Evidence } from '../../model/plan';
import type { Detector, Finding } from '../../propose/context';

/** A low above its high is wrong for certain; of the ways to get there, changing places is the commonest. */
const CHANGED_PLACES = 2;
/** A true high is rarely more than this many times its low; beyond it a slip of scale is likelier. */
const WIDEST = 20;

/**
 * Finds a 52-week low that is above its high: the two have changed places. Both cells are proposed as one
 * group. Rows in which the scale detector has mended one of the two are in order again and not found.
 */
export const detectSwappedRange: Detector = function* ({ numeric }) {
  const high = numeric.get('week52High');
  const low = numeric.get('week52Low');
  if (!high || !low) return;
  for (let row = 0; row < high.values.length; row++) {
    const top = high.values[row]!;
    const bottom = low.values[row]!;
    if (!(bottom > top && top > 0 && Number.isFinite(bottom))) continue;
    const told: Evidence[] = [
      evidence(
        'order',
        bottom / top > WIDEST ? -CHANGED_PLACES : CHANGED_PLACES,
        { other: bottom },
        '52W high ≥ 52W low',
      ),
    ];
    for (const [old, from, to] of [
      [high.previous?.[row], top, bottom],
      [low.previous?.[row], bottom, top],
    ] as const) {
      if (old === undefined || !(old > 0)) continue;
      const ratio = likelihoodRatio(from, to, old, 0.1, 'log');
      told.push(evidence('history', Math.log(ratio), { previous: old }));
    }
    const confidence = probability(told.reduce((sum, { log_odds }) => sum + log_odds, 0));
    for (const [field, from, to] of [
      [high.name, top, bottom],
      [low.name, bottom, top],
    ] as const) {
      yield {
        row,
        field,
        to,
        rule: 'swapped_range',
        confidence,
        evidence: told,
        alternatives: [{ to: from, confidence: 1 - confidence }],
        group: `swap:${row}`,
      } satisfies Finding;
    }
  }
};
