import { type FieldDefinition, stockExchanges } from '@stock-analyzer/schema';
import { evidence } from '../../evidence/describe';
import type { Evidence } from '../../model/plan';
import type { Detector, DetectorContext } from '../../propose/context';
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
 * `strong  buy`), another name of it (`Hong Kong`, `매수`), or a letter off (`NASDQ`). A text that may mean two
 * values of the list is left alone. An exchange is checked against the ending of the row's ticker.
 */
export const detectSpelling: Detector = function* (context) {
  for (const { field, column } of context.fields) {
    if (!field.values) continue;
    for (const { row, read } of readTexts(column, context, readerOf(field, field.values))) {
      const { to, told } = read;
      yield findingOf(column, row, 'spelling', to, [
        told,
        historyOf(to, lastWeek(context, field, row)),
        field.key === 'exchange' ? tickerOf(context, row, to) : null,
      ]);
    }
  }
};

function readerOf(field: FieldDefinition, values: readonly string[]): (text: string) => Meant | null {
  const known = new Set(values);
  const names = otherNames(field);
  const only = (meant: readonly string[], logOdds: number, numbers: Record<string, number>): Meant | null =>
    meant.length === 1 ? { to: meant[0]!, told: evidence('list', logOdds, numbers, meant[0]!) } : null;
  return (text) => {
    if (known.has(text) || text.length > 64) return null;
    const folded = fold(text);
    const same = values.filter((value) => fold(value) === folded);
    if (same.length > 0) return only(same, SAME_BUT_FOR_CASE, {});
    const name = names.get(folded);
    if (name) return only([name], OTHER_NAME, { names: 1 });
    const near = values.filter((value) => isOneLetterOff(fold(value), folded));
    return only(near, ONE_LETTER_OF[near[0]?.length ?? 0] ?? ONE_LETTER, { letters: 1 });
  };
}

function historyOf(to: string, before: unknown): Evidence | null {
  return typeof before === 'string'
    ? evidence('history', before === to ? AS_LAST_WEEK : NOT_AS_LAST_WEEK, {}, before)
    : null;
}

/** What the ticker's ending says of the exchange. */
function tickerOf({ tickers }: DetectorContext, row: number, to: string): Evidence | null {
  const ending = /\.[A-Z]{1,2}$/.exec(tickers[row] ?? '')?.[0];
  const exchange = stockExchanges.find(({ name }) => name === to);
  const own = stockExchanges.filter((each) => each.ending === ending && ending);
  if (!exchange || own.length === 0) return null;
  return evidence(
    'market',
    exchange.ending === ending ? AS_ITS_TICKER : NOT_AS_ITS_TICKER,
    {},
    `${own[0]!.name} ${ending}`,
  );
}
