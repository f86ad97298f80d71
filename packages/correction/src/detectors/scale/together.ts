import { anchorOf } from './anchor';
import { bestOf, type Hypothesis } from './candidate';
import type { FieldModel, Model } from './model';
import { isDollars, type Reading, rateAt, unconverted } from './readings';
import { ownGain, weighSet } from './weigh';

/** Rows with all amounts in another currency, and with a high and a low that changed places: one in so many. */
const CURRENCY = 3000;
const CHANGED_PLACES = 500;
/** A row in another currency is so as a whole: each amount that is not makes it e³ times less likely. */
const LEFT_OUT = 3;
/** From here leaving out single cells leads nowhere. */
const HOPELESS = -40;
/** A cell whose own facts speak against it by more than this is not off with the others. */
const OPPOSED = -4;
/** Last week has to fit well: a jump of all amounts in a week has other causes too. */
const FITTING = 5;

const NONE: readonly Hypothesis[] = [];

/** Cells of a row that are off together: amounts that were not converted, a high and a low that changed places. */
export function jointly(
  model: Model,
  row: number,
  suspects: readonly FieldModel[],
  changed: ReadonlySet<FieldModel>,
): readonly Hypothesis[] {
  let found = NONE;
  if (suspects.some(isDollars)) {
    const rate = rateAt(model, row);
    if (!Number.isNaN(rate)) found = inCurrency(model, row, rate, changed);
  }
  for (const { fields: cells } of model.ranges) {
    const high = cells[0]!.numeric.values[row]!;
    const low = cells[1]!.numeric.values[row]!;
    if (!(low > high) || cells.some((cell) => changed.has(cell))) continue;
    const swap = (value: number): Reading => {
      const to = value === high ? low : high;
      return { rule: 'swapped_range', to, clean: () => to, oneIn: CHANGED_PLACES };
    };
    found = [...found, weighSet(model, row, cells, swap, false)];
  }
  return found;
}

/** The best set of amounts to convert: those are left out, one by one, that are better left alone. */
function inCurrency(model: Model, row: number, rate: number, changed: ReadonlySet<FieldModel>): Hypothesis[] {
  const gains = [...model.fields.values()].flatMap((field) => {
    const value = field.numeric.values[row]!;
    if (!isDollars(field) || changed.has(field) || !Number.isFinite(value) || value === 0) return [];
    return [{ field, gain: ownGain(model, field, row, value / rate) }];
  });
  const weigh = (cells: readonly FieldModel[]): Hypothesis => {
    const set = weighSet(model, row, cells, (value) => unconverted(value, rate, CURRENCY));
    return { ...set, logOdds: set.logOdds - LEFT_OUT * (gains.length - cells.length) };
  };
  const isLikely = (field: FieldModel, gain: number) =>
    gain > (Number.isNaN(anchorOf(model, field, row).old) ? OPPOSED : FITTING);
  const cells = gains.filter(({ field, gain }) => isLikely(field, gain)).map(({ field }) => field);
  if (cells.length < 2) return [];
  let best = weigh(cells);
  while (best.cells.length > 2 && best.logOdds > HOPELESS) {
    const smaller = best.cells.map((cell) => weigh(best.cells.filter((other) => other !== cell)));
    const next = bestOf(smaller)!;
    if (next.logOdds < best.logOdds) break;
    best = next;
  }
  return [best];
}
