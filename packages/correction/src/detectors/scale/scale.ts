import { allRelations } from '../../evidence/week-relations';
import type { Detector } from '../../propose/context';
import { learn, type Model } from './model';
import { resolveRow } from './row';
import { sampleRows } from './sample';
import { suspectsOf } from './suspects';

/** Log-odds from which a cell is worth a person's look. */
const WORTH_FLAGGING = -2.5;
/** Without a clean base so many of the largest deviations may be errors. */
const DOUBTFUL = 0.08;
/** Log-odds from which a cell is not learned from. */
const WORTH_CLEANING = 0;

/**
 * Finds numbers that are wrong: off by a power of ten, by their sign or by a currency, highs and lows that
 * changed places, and values that cannot be right and do not tell how they came about.
 */
export const detectScale: Detector = (context) => {
  const rows = sampleRows(context.tickers, context.groups('industry'));
  const look = (model: Model, least: number) =>
    [...suspectsOf(model)].flatMap(([row, suspects]) => resolveRow(model, row, suspects, least));
  if (context.earlier.length > 1) return look(learn(context, allRelations, rows), WORTH_FLAGGING);
  // Without a clean base the first look only cleans what the second learns from.
  const numbers = [...context.numeric.values()].map(({ values }) => ({ values, kept: values.slice() }));
  look(learn(context, allRelations, rows, DOUBTFUL), WORTH_CLEANING);
  const model = learn(context, allRelations, rows);
  for (const { values, kept } of numbers) values.set(kept);
  return look(model, WORTH_FLAGGING);
};
