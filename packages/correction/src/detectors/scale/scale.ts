import { globalScouterRelations } from '@stock-analyzer/schema/relations';
import { calibrate } from '../../calibration/calibrate';
import { weekRelations } from '../../evidence/week-relations';
import type { Detector, Finding } from '../../propose/context';
import { mendColumns, type OffColumn } from './column';
import { learn, type Model } from './model';
import { scaled } from './readings';
import { resolveRow } from './row';
import { sampleRows } from './sample';
import { suspectsOf } from './suspects';

const relations = [...globalScouterRelations, ...weekRelations];

/** Log-odds from which a cell is worth a person's look. */
const WORTH_FLAGGING = -3;

/** Without a clean base so many of the largest deviations may be errors. */
const DOUBTFUL = 0.08;
/** Log-odds from which a cell is not learned from. */
const WORTH_CLEANING = 0;

/**
 * Finds numbers that are wrong: columns in another unit first, then cells that are off by a power of ten, by
 * their sign or by a currency, highs and lows that changed places, and values that cannot be right and do not
 * tell how they came about.
 */
export const detectScale: Detector = (context) => {
  const rows = sampleRows(context.tickers, context.groups('industry'));
  const columns = mendColumns(context, relations, rows);
  const look = (model: Model, least: number) =>
    [...suspectsOf(model)].flatMap(([row, suspects]) => resolveRow(model, row, suspects, least));
  if (context.earlier.length > 1)
    return withColumns(look(learn(context, relations, rows), WORTH_FLAGGING), columns);
  // Without a clean base the first look only cleans what the second learns from.
  const numbers = [...context.numeric.values()].map(({ values }) => ({ values, kept: values.slice() }));
  if (look(learn(context, relations, rows, DOUBTFUL), WORTH_CLEANING).length === 0)
    return withColumns([], columns);
  const model = learn(context, relations, rows);
  for (const { values, kept } of numbers) values.set(kept);
  return withColumns(look(model, WORTH_FLAGGING), columns);
};

/** A column's cells are one group; a cell that is off for itself as well is a finding of its own. */
function withColumns(findings: readonly Finding[], columns: readonly OffColumn[]): Finding[] {
  const all = [...findings];
  for (const { numeric, found, factor, logOdds, evidence } of columns) {
    const own = new Set(
      all.flatMap(({ row, field, to }) => (field === numeric.name && to !== null ? [row] : [])),
    );
    const confidence = calibrate('column_scale', logOdds);
    found.forEach((value, row) => {
      if (!Number.isFinite(value) || value === 0 || own.has(row)) return;
      const alternatives = [{ to: value, confidence: 1 - confidence }];
      const to = scaled(value, factor);
      const group = `column:${numeric.name}`;
      all.push({
        row,
        field: numeric.name,
        to,
        rule: 'column_scale',
        confidence,
        evidence,
        alternatives,
        group,
      });
    });
  }
  return all;
}
