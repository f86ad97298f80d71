import { type Column, cellAt, type FieldDefinition } from '@stock-analyzer/schema';
import { isOutside } from '../../evidence/bounds';
import { evidence } from '../../evidence/describe';
import { MAX_LOG_ODDS, probability } from '../../evidence/likelihood';
import type { Evidence } from '../../model/plan';
import type { Detector, DetectorContext } from '../../propose/context';
import { isNumeric } from '../../propose/numeric-field';
import { lastWeek } from '../earlier';
import { findingOf } from '../finding';
import { readTexts } from '../texts';
import { isCommaNumber, type Reading, readingsOf } from './read';

/** The number itself may be wrong as well, which is for a person to see. */
const OUTSIDE_PLAUSIBLE = -1.5;
const NEAR_LAST_WEEK = 3;
/** A number this many times last week's, or that part of it, has been misread or was wrong before. */
const FAR = 20;
const FAR_FROM_LAST_WEEK = -6;
/** So many texts with a comma for a point show that the column is written so. */
const ENOUGH_COMMAS = 3;

/**
 * Finds numbers that stand as texts in fields of numbers: `1,234.5`, `12.3%`, `(5.2)`, `5.2-`, `₩ 89,000`, `1.5bn`,
 * full-width digits. What reads in two ways (`1.234,5`) is proposed where other texts of the column or last week
 * decide, and flagged otherwise. Detectors of numbers see the number that was read.
 */
export const detectTextNumbers: Detector = function* (context) {
  const currencies = context.fields.find(({ field }) => field.key === 'currency')?.column;
  for (const { field, column } of context.fields) {
    if (!isNumeric(field) || column.type === 'number' || column.type === 'boolean') continue;
    const hasCommas = countCommas(context, column) >= ENOUGH_COMMAS;
    for (const { row, text } of readTexts(column, context, digitsIn)) {
      const currency = currencies ? cellAt(currencies, row) : null;
      const readings = readingsOf(text, field, typeof currency === 'string' ? currency : null, hasCommas);
      const weighed = readings.map((reading) => weigh(context, field, row, text, reading)).sort(bySum);
      const [best, ...others] = weighed;
      if (!best) continue;
      const numbers = context.numeric.get(field.key)?.values;
      if (numbers) numbers[row] = best.value;
      yield findingOf(column, row, 'text_number', best.value, best.told, {
        alternatives: [
          { to: text, confidence: 1 - probability(best.sum) },
          ...others.map(({ value, sum }) => ({ to: value, confidence: probability(sum) / weighed.length })),
        ],
      });
    }
  }
};

function digitsIn(text: string): true | null {
  return /\d/.test(text) || /\p{Nd}/u.test(text) || null;
}

function countCommas(context: DetectorContext, column: Column): number {
  let count = 0;
  for (const _ of readTexts(column, context, (text) => isCommaNumber(text.trim()) || null)) count++;
  return count;
}

interface Weighed {
  readonly value: number;
  readonly told: readonly Evidence[];
  readonly sum: number;
}

const bySum = (one: Weighed, other: Weighed) => other.sum - one.sum;

function weigh(
  context: DetectorContext,
  field: FieldDefinition,
  row: number,
  text: string,
  { value, logOdds }: Reading,
): Weighed {
  const told = [
    evidence('format', logOdds, { value }, text),
    boundsOf(field, value),
    historyOf(value, lastWeek(context, field, row)),
  ].filter((piece) => piece !== null);
  return { value, told, sum: told.reduce((sum, { log_odds }) => sum + log_odds, 0) };
}

function boundsOf(field: FieldDefinition, to: number): Evidence | null {
  const isImpossible = isOutside(to, field.possible);
  if (!isImpossible && !isOutside(to, field.plausible)) return null;
  const kind = isImpossible ? 'possible' : 'plausible';
  return evidence('bounds', isImpossible ? -MAX_LOG_ODDS : OUTSIDE_PLAUSIBLE, { to, ...field[kind] }, kind);
}

function historyOf(to: number, previous: unknown): Evidence | null {
  if (typeof previous !== 'number' || !Number.isFinite(previous)) return null;
  if (Math.abs(to - previous) <= 0.3 * Math.abs(previous))
    return evidence('history', NEAR_LAST_WEEK, { previous });
  const times = Math.abs(to / previous);
  return times > FAR || times < 1 / FAR ? evidence('history', FAR_FROM_LAST_WEEK, { previous }) : null;
}
