import type { FieldDefinition } from '@stock-analyzer/schema';
import { cellAt, parseNumber, parsePercent, parsePrice } from '@stock-analyzer/schema';
import { isOutside } from '../../evidence/bounds';
import { evidence } from '../../evidence/describe';
import { MAX_LOG_ODDS, probability } from '../../evidence/likelihood';
import type { Evidence } from '../../model/plan';
import type { Detector, Finding } from '../../propose/context';
import { isNumeric } from '../../propose/numeric-field';

/** A text that reads as one number only is that number, but for a reading error in some 400. */
const UNAMBIGUOUS = 6;
/** A sign that contradicts the field's unit makes the reading unsure: a percent sign on a multiple. */
const FOREIGN_SIGN = -0.5;

/** The number itself may be wrong as well, which is for a person to see. */
const OUTSIDE_PLAUSIBLE = -1.5;
const NEAR_LAST_WEEK = 2;

/**
 * Finds numbers that stand as texts in fields of numbers: `1,234.5`, `12.3%`, `(5.2)`, `₩ 89,000`, full-width
 * digits. What reads in two ways (`1,5`) is no finding of this detector.
 */
export const detectTextNumbers: Detector = function* ({ table, schema, columns, numeric }) {
  for (const field of schema.fields) {
    const column = columns.get(field.name);
    if (!isNumeric(field) || !column || column.type === 'number' || column.type === 'boolean') continue;
    for (let row = 0; row < table.rowCount; row++) {
      const text = cellAt(column, row);
      const read = typeof text === 'string' ? readNumber(text, field) : null;
      if (read === null || typeof text !== 'string') continue;
      const told: (Evidence | null)[] = [
        evidence('format', read.logOdds, { value: read.value }, text),
        boundsOf(field, read.value),
        historyOf(read.value, numeric.get(field.key)?.before(row)),
      ];
      const pieces = told.filter((piece) => piece !== null);
      const confidence = probability(pieces.reduce((sum, piece) => sum + piece.log_odds, 0));
      const alternatives = [{ to: text, confidence: 1 - confidence }];
      const rule = 'text_number';
      yield {
        row,
        field: column.name,
        to: read.value,
        rule,
        confidence,
        evidence: pieces,
        alternatives,
        group: null,
      } satisfies Finding;
    }
  }
};

function readNumber(text: string, field: FieldDefinition): { value: number; logOdds: number } | null {
  const plain = parseNumber(text);
  if (plain !== null) return { value: plain, logOdds: UNAMBIGUOUS };
  const percent = parsePercent(text);
  if (percent !== null)
    return { value: percent, logOdds: field.unit === 'percent' ? UNAMBIGUOUS : FOREIGN_SIGN };
  const price = parsePrice(text);
  if (!price) return null;
  const isUsd = field.unit === 'usd' || field.unit === 'usd_millions';
  const fits = field.unit === 'listing_currency' || (isUsd && (price.currency ?? 'USD') === 'USD');
  return { value: price.amount, logOdds: fits ? UNAMBIGUOUS : FOREIGN_SIGN };
}

function boundsOf(field: FieldDefinition, to: number): Evidence | null {
  const isImpossible = isOutside(to, field.possible);
  if (!isImpossible && !isOutside(to, field.plausible)) return null;
  const kind = isImpossible ? 'possible' : 'plausible';
  return evidence('bounds', isImpossible ? -MAX_LOG_ODDS : OUTSIDE_PLAUSIBLE, { to, ...field[kind] }, kind);
}

function historyOf(to: number, previous: number | undefined): Evidence | null {
  if (previous === undefined || Number.isNaN(previous)) return null;
  const isNear = Math.abs(to - previous) <= 0.3 * Math.abs(previous);
  return isNear ? evidence('history', NEAR_LAST_WEEK, { previous }) : null;
}
