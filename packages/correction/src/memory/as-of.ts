import { CorrectionError } from '../errors';
import type { CorrectionPlan } from '../model/plan';

const DAY = 86_400_000;

/** The as-of date that a memory is asked for. @throws CorrectionError `INVALID_OPTION` if nothing tells it. */
export function asOfDate(plan: CorrectionPlan, asOf: string | undefined): string {
  const date = asOf ?? plan.as_of;
  if (date !== null && isDate(date)) return date;
  throw new CorrectionError({
    code: 'INVALID_OPTION',
    message: date === null ? 'The plan of a bare table has no as-of date' : `"${date}" is no date`,
    advice: 'Give options.asOf as YYYY-MM-DD.',
  });
}

/** `YYYY-MM-DD`, and a day that there is. */
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** The date so many weeks later, at most the last that `YYYY-MM-DD` can tell. */
export function weeksLater(date: string, weeks: number): string {
  const time = Math.min(Date.parse(date) + Math.floor(weeks * 7) * DAY, Date.parse('9999-12-31'));
  return new Date(time).toISOString().slice(0, 10);
}
