import type { CellValue, Range, Unit } from '@stock-analyzer/schema';

/** The languages that messages are written in. */
export type Language = 'en' | 'ko';

const unitWords: Partial<Record<Unit, readonly [en: string, ko: string]>> = {
  percent: [' percent', ' %'],
  fraction: [' (fraction)', ' (비율)'],
  basis_points: [' basis points', ' bp'],
  multiple: [' ×', '배'],
  multiple_per_year: [' × a year', '회/년'],
  usd_millions: [' USD million', '백만 달러'],
  usd: [' USD', ' 달러'],
  listing_currency: [' in the listing currency', ' (상장 통화)'],
  shares_per_day: [' shares a day', '주/일'],
  days: [' days', '일'],
};

/** The text of one language. */
export function say(language: Language, en: string, ko: string): string {
  return language === 'ko' ? ko : en;
}

/** A value as a message shows it: texts in quotes and cut to a readable length, numbers without noise. */
export function show(value: CellValue): string {
  if (typeof value === 'number') return showNumber(value);
  if (typeof value !== 'string') return String(value);
  if (value.length <= 60) return `"${value}"`;
  // A cut between the halves of a surrogate pair would leave a broken character.
  return `"${value.slice(0, 60).replace(/[\uD800-\uDBFF]$/, '')}…"`;
}

/** A number with at most ten digits: the noise of binary fractions stays out of messages. */
export function showNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(10))) : String(value);
}

/** A range in words, with its unit: `0 to 30 percent`, `at least 0 USD million`. */
export function showRange(range: Range, unit: Unit, language: Language): string {
  const words = unitWords[unit]?.[language === 'ko' ? 1 : 0] ?? '';
  const { min, max } = range;
  if (min === undefined) return say(language, `at most ${max}${words}`, `${max}${words} 이하`);
  if (max === undefined) return say(language, `at least ${min}${words}`, `${min}${words} 이상`);
  return say(language, `${min} to ${max}${words}`, `${min} ~ ${max}${words}`);
}
