import { isIsoDate, parseNumber } from '@stock-analyzer/schema';
import { isBlank } from '../columns/field-column';
import { topValues, type ValueCount } from './top-values';

/** Shapes told apart; a column of free text has more, which are counted as `other_shapes`. */
const SHAPES = 1000;

/** The texts of a field. */
export interface TextProfile {
  readonly count: number;
  /** Characters of the shortest and the longest. */
  readonly shortest: number;
  readonly longest: number;
  /** Texts of nothing but spaces. */
  readonly blank: number;
  /** Texts that read as a number. */
  readonly numeric: number;
  /** Texts that are a day, `2025-10-10`. */
  readonly dates: number;
  /**
   * The most frequent shapes: capitals are `A`, small letters `a`, other letters `L`, digits `9`, spaces a space;
   * a run is one sign. `005930.KS` has the shape `9.A`.
   */
  readonly shapes: readonly ValueCount<string>[];
  readonly distinct_shapes: number;
  /** Texts of shapes beyond the thousand that are told apart. */
  readonly other_shapes: number;
}

/** Profiles texts, each with how often it occurs. Null for none. */
export function profileTexts(texts: ReadonlyMap<string, number>): TextProfile | null {
  if (texts.size === 0) return null;
  const shapes = new Map<string, number>();
  let [all, shortest, longest, blank, numeric, dates, others] = [0, Infinity, 0, 0, 0, 0, 0];
  for (const [text, count] of texts) {
    all += count;
    shortest = Math.min(shortest, text.length);
    longest = Math.max(longest, text.length);
    if (isBlank(text)) blank += count;
    if (parseNumber(text) !== null) numeric += count;
    if (isIsoDate(text)) dates += count;
    const shape = shapeOf(text);
    if (shapes.has(shape) || shapes.size < SHAPES) shapes.set(shape, (shapes.get(shape) ?? 0) + count);
    else others += count;
  }
  return {
    count: all,
    shortest,
    longest,
    blank,
    numeric,
    dates,
    shapes: topValues(shapes),
    distinct_shapes: shapes.size,
    other_shapes: others,
  };
}

/** Longer texts are cut: no one reads their shape to the end. */
const READ = 60;

function shapeOf(text: string): string {
  return text
    .slice(0, READ)
    .replace(/\p{Lu}+/gu, 'A')
    .replace(/\p{Ll}+/gu, 'a')
    .replace(/[\p{Lo}\p{Lt}\p{Lm}]+/gu, 'L')
    .replace(/\p{Nd}+/gu, '9')
    .replace(/\s+/g, ' ');
}
