import { calibrate } from '../../calibration/calibrate';
import type { Alternative, CorrectionRule } from '../../model/plan';
import type { Finding } from '../../propose/context';
import { anchorOf } from './anchor';
import type { Candidate, Hypothesis } from './candidate';
import { explain, SURE } from './explain';
import type { Model } from './model';

/** Without last week a sign, or a currency, is never surer than this, in log-odds: all else may be wrong alike. */
const UNANCHORED: Partial<Record<CorrectionRule, number>> = { sign: 6, currency: 4.6 };
/** The confidence of what is too little for a proposal, for a true extreme looks like a slip: it is flagged. */
export const LONE = 0.59;
/** Readings less likely than this are not listed. */
const WORTH_TELLING = 0.001;

/** A hypothesis as findings, one a cell; the row still stands as it did before it is accepted. */
export function tell(
  model: Model,
  row: number,
  hypothesis: Hypothesis,
  raw: number,
  own: Candidate | null,
): Finding[] {
  const { cells, readings } = hypothesis;
  const group = cells.length > 1 ? `${readings[0]!.rule}:${row}` : null;
  const anchors = cells.map((cell) => anchorOf(model, cell, row));
  const isAnchored = anchors.every(({ old }) => !Number.isNaN(old));
  return cells.map((field, index): Finding => {
    const reading = readings[index]!;
    const { rule } = reading;
    const to = reading.clean();
    const most = (!isAnchored && rule && UNANCHORED[rule]) || raw;
    const { told, needed } = explain(model, row, hypothesis, index);
    const sure = rule === null ? 0 : calibrate(rule, Math.min(raw, most));
    const isLone =
      (rule === 'scale' || rule === 'sign') &&
      anchors.some(({ isDoubtful }) => isDoubtful) &&
      sure < (isAnchored ? Math.min(needed, SURE) : needed);
    const confidence = isLone ? Math.min(sure, LONE) : sure;
    // What is left of certainty goes to the other readings, and to the value as it stands, by their odds.
    const others: { readonly at: number; readonly odds: number }[] = [];
    let total = 1;
    for (let at = 0; own && at < own.size; at++) {
      if (at === hypothesis.index) continue;
      const odds = Math.exp(own.logOddsAt(at));
      total += odds;
      others.push({ at, odds });
    }
    const part = (1 - confidence) / total;
    const alternatives: Alternative[] = [{ to: field.numeric.values[row]!, confidence: part }];
    for (const { at, odds } of others) {
      const share = part * odds;
      const other = share < WORTH_TELLING ? null : own!.at(at).readings[0]!;
      if (other && other.to !== null) alternatives.push({ to: other.clean(), confidence: share });
    }
    const evidence = model.context.told.pack(told);
    return { row, field: field.numeric.name, to, rule, confidence, evidence, alternatives, group };
  });
}
