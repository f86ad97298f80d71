import { calibrate } from '../../calibration/calibrate';
import { allRelations } from '../../evidence/week-relations';
import type { Detector } from '../../propose/context';
import { scaled } from '../scale/readings';
import { sampleRows } from '../scale/sample';
import { mendColumns } from './mend';

/**
 * Finds columns that are in another unit as a whole: percentages as fractions or in basis points, amounts in
 * thousands. All cells of a column are one group, for the unit is one question. Detectors after this one see
 * the column in the unit that it should be in, and a cell that is off for itself as well is theirs.
 */
export const detectColumnScale: Detector = function* (context) {
  const rows = sampleRows(context.tickers, context.groups('industry'));
  for (const { numeric, found, factor, logOdds, evidence } of mendColumns(context, allRelations, rows)) {
    const confidence = calibrate('column_scale', logOdds);
    const group = `column:${numeric.name}`;
    for (let row = 0; row < found.length; row++) {
      const value = found[row]!;
      if (!Number.isFinite(value) || value === 0) continue;
      const alternatives = [{ to: value, confidence: 1 - confidence }];
      const to = scaled(value, factor);
      yield { row, field: numeric.name, to, rule: 'column_scale', confidence, evidence, alternatives, group };
    }
  }
};
