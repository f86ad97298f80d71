import type { FieldDefinition } from '@stock-analyzer/schema';
import { stockExchanges } from '@stock-analyzer/schema/exchanges';

/** Words of a rating that mean one of the product's and nothing else. */
const RATINGS: Readonly<Record<string, readonly string[]>> = {
  'Strong Buy': ['적극매수', '강력매수'],
  Buy: ['매수'],
  Hold: ['보유', '중립', 'Neutral'],
  Underperform: ['Underweight', '비중축소'],
  Sell: ['매도'],
};

/** Other names of a field's values, folded, by name. */
export function otherNames({ key, values = [] }: FieldDefinition): Map<string, string> {
  const names =
    key === 'exchange'
      ? stockExchanges.map(({ name, spellings }) => [name, spellings] as const)
      : key === 'rating'
        ? Object.entries(RATINGS)
        : [];
  return new Map(
    names.flatMap(([name, others]) =>
      values.includes(name) ? others.map((other) => [fold(other), name] as const) : [],
    ),
  );
}

/** What is left of a text when case, width, spaces and hyphens do not count. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u00ad\u200b-\u200f\ufeff_-]+/g, '');
}

/** True if one letter more, less, other, or two neighbours changed over make one text of the other. */
export function isOneLetterOff(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || one === other) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  );
}
