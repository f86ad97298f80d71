import { calibrate } from '../../calibration/calibrate';
import type { Alternative, CorrectionRule } from '../../model/plan';
import type { Finding } from '../../propose/context';
import { evidenceOf } from './explain';
import { anchorOf, type Model } from './model';
import type { Hypothesis } from './weigh';

/** Without last week a sign, or a currency, is never surer than this, in log-odds: all else may be wrong alike. */
const UNANCHORED: Partial<Record<CorrectionRule, number>> = { sign: 6, currency: 4.6 };
/** Readings less likely than this are not listed. */
const WORTH_TELLING = 0.001;

/** A hypothesis as findings, one a cell; the row still stands as it did before it is accepted. */
export function tell(
  model: Model,
  row: number,
  hypothesis: Hypothesis,
  raw: number,
  own: readonly Hypothesis[],
): Finding[] {
  const { cells, readings, logOdds } = hypothesis;
  const group = cells.length > 1 ? `${readings[0]!.rule}:${row}` : null;
  const isAnchored = cells.every((cell) => !Number.isNaN(anchorOf(model, cell, row).old));
  return cells.map((field, index): Finding => {
    const reading = readings[index]!;
    const { rule } = reading;
    const to = reading.clean();
    const most = (!isAnchored && rule && UNANCHORED[rule]) || raw;
    const confidence = rule === null ? 0 : calibrate(rule, Math.min(raw, most));
    const others = own.flatMap(({ readings: [other], logOdds: odds }): Alternative[] => {
      const share = Math.exp(odds - logOdds) * confidence;
      return other === reading || other!.to === null || share < WORTH_TELLING
        ? []
        : [{ to: other!.clean(), confidence: share }];
    });
    const rest = others.reduce((sum, each) => sum + each.confidence, 0);
    const alternatives = [
      { to: field.numeric.values[row]!, confidence: Math.max(0, 1 - confidence - rest) },
      ...others,
    ];
    const evidence = evidenceOf(model, row, hypothesis, index);
    return { row, field: field.numeric.name, to, rule, confidence, evidence, alternatives, group };
  });
}
