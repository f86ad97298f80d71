import { excelSerialToIso, isIsoDate, parseDate } from '@stock-analyzer/schema';
import { evidence } from '../../evidence/describe';
import type { Evidence } from '../../model/plan';
import {
  type Detector,
  type DetectorContext,
  type FieldColumn,
  type Finding,
  isSettled,
} from '../../propose/context';
import { isNumeric } from '../../propose/numeric-field';
import { lastWeek } from '../earlier';
import { findingOf, LOST } from '../finding';
import { readTexts } from '../texts';
import { strangersOf } from './strangers';

/** 1990-01-01 to 2049-12-31: no week tells of other dates. */
const FIRST = 32_874;
const LAST = 54_788;

/** 2010 to 2034: numbers are as large as a date's serial by themselves, so only near ones are taken for one. */
const FIRST_NEAR = 40_179;
const LAST_NEAR = 49_309;

/** A whole number of five digits in a field of dates is a serial, but for one in thousands. */
const IS_DATE = 7;
const AS_LAST_WEEK = 4;
/** Fiscal years end later, not otherwise: a change is no contradiction. */
const NOT_AS_LAST_WEEK = -0.5;

/** Dates in which the year stands first: nothing else tells day from month. */
const FORMATS = ['YYYY-MM-DD', 'YYYY/MM/DD', 'YYYY.MM.DD', 'YYYYMMDD', 'YY/MM/DD'];

/**
 * Finds dates that stand as a spreadsheet's serial number (45658 is 2025-01-01) or in another form in fields of
 * dates, and gives the date. The other way round, a serial or a date in a field of numbers, the number is lost:
 * it is flagged, and the detectors of numbers do not see it.
 */
export const detectDateSerials: Detector = function* (context) {
  for (const each of context.fields) {
    if (each.field.kind === 'date') yield* datesOf(context, each);
    else if (isNumeric(each.field)) yield* numbersOf(context, each);
  }
};

function* datesOf(context: DetectorContext, { field, column }: FieldColumn): Generator<Finding> {
  const found = function* () {
    for (const { row, read } of readTexts(column, context, dateOf)) yield { row, ...read };
    if (column.type === 'string' || column.type === 'boolean') return;
    for (let row = 0; row < column.values.length; row++) {
      const value = column.validity[row] === 1 ? column.values[row] : null;
      const iso = typeof value === 'number' ? serialDate(value) : null;
      if (iso && !isSettled(context, row, column.name)) yield { row, iso, serial: value as number };
    }
  };
  for (const { row, iso, serial } of found()) {
    yield findingOf(column, row, 'date_serial', iso, [
      evidence('date', IS_DATE, serial ? { serial } : {}, iso),
      historyOf(iso, lastWeek(context, field, row)),
    ]);
  }
}

function historyOf(iso: string, before: unknown): Evidence | null {
  return typeof before === 'string'
    ? evidence('history', before === iso ? AS_LAST_WEEK : NOT_AS_LAST_WEEK, {}, before)
    : null;
}

function* numbersOf(context: DetectorContext, each: FieldColumn): Generator<Finding> {
  const { field, column } = each;
  const lost = (row: number, told: readonly Evidence[]) => {
    const numbers = context.numeric.get(field.key)?.values;
    if (numbers) numbers[row] = Number.NaN;
    return findingOf(column, row, 'date_serial', null, told, { most: LOST });
  };
  for (const { row, text } of readTexts(column, context, slashedDate)) {
    yield lost(row, [evidence('date', IS_DATE, {}, text)]);
  }
  for (const { row, value, told } of strangersOf(context, each, FIRST_NEAR, LAST_NEAR)) {
    yield lost(row, [evidence('date', 1, { serial: value }, excelSerialToIso(value)), ...told]);
  }
}

function isSerial(value: number): boolean {
  return value >= FIRST && value <= LAST && Number.isInteger(value);
}

function serialDate(value: number): string | null {
  return value >= FIRST && value <= LAST ? excelSerialToIso(value) : (dateOf(String(value))?.iso ?? null);
}

/** A date's text, other than the one that the field asks for. */
function dateOf(text: string): { iso: string; serial: number } | null {
  if (text.length > 32 || isIsoDate(text)) return null;
  const serial = Number(text);
  if (isSerial(serial)) return { iso: excelSerialToIso(serial)!, serial };
  const iso = parseDate(text.replace(/[T ]00:00(?::00(?:\.0+)?)?Z?$/, ''), FORMATS);
  return iso === null ? null : { iso, serial: 0 };
}

/** A text that is a date and no number. */
function slashedDate(text: string): true | null {
  return (text.length <= 32 && Number.isNaN(Number(text)) && parseDate(text, FORMATS) !== null) || null;
}
