import type { Finding } from '../../propose/context';
import { anchorOf } from './anchor';
import { type Hypothesis, likeliestOf } from './candidate';
import { type Model, tieLog } from './model';
import { MOST_STEPS, RowState } from './row-state';
import type { Suspects } from './suspects';
import { tell } from './tell';

/** From these odds on, a cell that is strange for itself is to blame for the relations that it breaks. */
const CLEAR = 6;
/** So much less, in log-odds, has to speak for basis points that the range tells of. */
const TOLD = 5;

/**
 * Weighs the cells of one row together: the surest is read anew first, and what is left is weighed again, for
 * one wrong value makes others look wrong by the relations that tie them. Where several cells may be to blame,
 * the row is resolved with each of them first, and the likeliest whole wins; how likely the best whole without
 * a cell is says how sure the cell is.
 */
export function resolveRow(model: Model, row: number, suspects: Suspects, least: number): Finding[] {
  const findings: Finding[] = [];
  const state = new RowState(model, row, suspects.strange);
  const waiting = new Set(suspects.broken);
  for (let step = 0; step < MOST_STEPS; step++) {
    const candidates = state.candidates();
    const first = likeliestOf(candidates);
    const likeliest = first && first.logOdds >= least ? first : state.basisPoints(candidates, least - TOLD);
    if (!likeliest || !isClear(model, row, likeliest)) {
      const added = [...waiting].flatMap((tie) => (tieLog(tie, row) < tie.limit ? tie.fields : []));
      waiting.clear();
      if (state.add(added)) continue;
    }
    if (!likeliest) break;
    const { best, raw, own, rivals } = state.judge(candidates, likeliest);
    if (raw >= least || rivals.length === 0) {
      findings.push(...tell(model, row, best, raw, own));
      state.accept(best);
      for (const { ties } of best.cells) for (const tie of ties) waiting.add(tie);
      continue;
    }
    // Something is wrong, but not where: each cell that may be is shown, and none is believed.
    const shown =
      likeliest.logOdds < least
        ? [likeliest]
        : [best, ...rivals.filter(({ logOdds }) => logOdds > likeliest.logOdds - 3)];
    for (const each of shown) findings.push(...tell(model, row, each, Math.min(raw, least), null));
    state.setAside(shown.flatMap(({ cells }) => cells));
  }
  return findings;
}

/** Whether last week itself, and not only what others make of it, tells how the cells are wrong. */
function isClear(model: Model, row: number, { cells, readings, logOdds }: Hypothesis): boolean {
  return (
    logOdds >= CLEAR &&
    readings[0]!.rule !== null &&
    cells.every((cell) => !Number.isNaN(anchorOf(model, cell, row).old))
  );
}
