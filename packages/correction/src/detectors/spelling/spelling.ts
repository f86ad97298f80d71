import { cellAt, type FieldDefinition } from '@stock-analyzer/schema';
import { stockExchanges } from '@stock-analyzer/schema/exchanges';
import { evidence } from '../../evidence/describe';
import type { Evidence } from '../../model/plan';
import type { Detector, DetectorContext } from '../../propose/context';
import type { Groups } from '../../propose/groups';
import { lastWeek } from '../earlier';
import { findingOf } from '../finding';
import { readTexts } from '../texts';
import { fold, isOneLetterOff, otherNames } from './names';

/** Two values that a list tells apart are hardly ever the same but for case and spaces. */
const SAME_BUT_FOR_CASE = 8;
const OTHER_NAME = 6;
/** Short words have many neighbours. */
const ONE_LETTER = 4;
const ONE_LETTER_OF = [0, 0, 0, 0.3, 2.5] as const;

const AS_LAST_WEEK = 5;
/** An exchange changes once in years, a rating more often. */
const NOT_AS_LAST_WEEK = -2;
const AS_ITS_TICKER = 4;
const NOT_AS_ITS_TICKER = -7;

/** One of the field's values that a text may mean. */
interface Meant {
  readonly to: string;
  readonly told: Evidence;
}

/**
 * Finds texts that mean one of their field's values: the same but for case, spaces, hyphens or width (`Nasdaq`,
 * `strong  buy`), another name of it (`Hong Kong`, `매수`), or a letter off (`NASDQ`). Of several values that a text may
 * mean, last week's and the ending of the row's ticker choose.
 */
export const detectSpelling: Detector = function* (context) {
  for (const { field, column } of context.fields) {
    if (!field.values) continue;
    for (const { row, read } of readTexts(column, context, readerOf(field, field.values))) {
      const before = lastWeek(context, field, row);
      const weighed = read.map(({ to, told }) => {
        const all = [
          told,
          historyOf(to, before),
          field.key === 'exchange' ? tickerOf(context, row, to) : null,
        ];
        return { to, told: all, odds: Math.exp(all.reduce((sum, piece) => sum + (piece?.log_odds ?? 0), 0)) };
      });
      const total = weighed.reduce((sum, { odds }) => sum + odds, 1);
      const [best, ...others] = weighed.sort((one, other) => other.odds - one.odds);
      const most = best!.odds / total;
      if (most >= context.threshold) regroup(context.groups(field.key), row, best!.to);
      yield findingOf(column, row, 'spelling', best!.to, best!.told, {
        most,
        alternatives: [
          { to: cellAt(column, row), confidence: 1 / total },
          ...others.map(({ to, odds }) => ({ to, confidence: odds / total })),
        ],
      });
    }
  }
};

/** Puts a company where its text belongs, so that formulas with a constant of each exchange hold for it. */
function regroup({ names, codes }: Groups, row: number, name: string): void {
  const code = names.indexOf(name);
  if (code >= 0) codes[row] = code;
}

/** What a text may mean; null for one of the values, and for what is like none of them. */
function readerOf(field: FieldDefinition, values: readonly string[]): (text: string) => Meant[] | null {
  const known = new Set(values);
  const names = otherNames(field);
  const meant = (to: readonly string[], logOdds: number, numbers: Record<string, number>) =>
    to.map((value): Meant => ({ to: value, told: evidence('list', logOdds, numbers, value) }));
  return (text) => {
    if (known.has(text) || text.length > 64) return null;
    const folded = fold(text);
    const same = values.filter((value) => fold(value) === folded);
    // Values that the list tells apart by case alone are each other's misspellings, or none.
    if (same.length > 0) return same.length > 1 ? null : meant(same, SAME_BUT_FOR_CASE, {});
    const name = names.get(folded);
    if (name) return meant([name], OTHER_NAME, { names: 1 });
    const near = values.filter((value) => isOneLetterOff(fold(value), folded));
    if (near.length === 0) return null;
    return meant(near, ONE_LETTER_OF[near[0]!.length] ?? ONE_LETTER, { letters: 1 });
  };
}

function historyOf(to: string, before: unknown): Evidence | null {
  return typeof before === 'string'
    ? evidence('history', before === to ? AS_LAST_WEEK : NOT_AS_LAST_WEEK, {}, before)
    : null;
}

/** What the ticker's ending, or that it has none, says of the exchange. */
function tickerOf({ tickers }: DetectorContext, row: number, to: string): Evidence | null {
  const ticker = tickers[row] ?? '';
  const ending = /\.[A-Z]{1,2}$/.exec(ticker)?.[0] ?? '';
  const exchange = stockExchanges.find(({ name }) => name === to);
  const isLetters = /^[A-Z][A-Z.-]*$/.test(ticker);
  const own = stockExchanges.filter((each) => each.ending === (isLetters ? '' : ending));
  if (!exchange || own.length === 0 || (!isLetters && ending === '')) return null;
  return evidence(
    'market',
    own.includes(exchange) ? AS_ITS_TICKER : NOT_AS_ITS_TICKER,
    { ticker: 1 },
    ticker,
  );
}
