import { excelSerialToIso, isoToExcelSerial, parseDate } from '../parse';
import { type Occurrence, titleHolds } from './occurrence';
import type { SeriesRule, SeriesStep } from './types';

/** 2000-01-01 to 2099-12-31: a header outside of it is a number, not a date. */
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;
const OFFSET_1904 = 1462;

/** The date that a header is: an Excel serial (`45933`, `45926.0`) or an ISO date; null if it is none. */
export function headerDate(key: string, date1904: boolean): string | null {
  if (/^\d{5}(?:\.0{1,4})?$/.test(key)) {
    const serial = Number(key);
    const day = date1904 ? serial + OFFSET_1904 : serial;
    return day >= FIRST_SERIAL && day <= LAST_SERIAL ? excelSerialToIso(day) : null;
  }
  return parseDate(key.replace(/ 00:00:00$/, ''), ['YYYY-MM-DD']);
}

/** A date header with its field; `fields` has several names where order and dates do not agree on one. */
export interface Step {
  readonly at: number;
  readonly fields: readonly string[];
}

/** Gives the fields of the series to the runs of neighbouring date headers. */
export function resolveSeries(
  all: readonly Occurrence[],
  dates: readonly (string | null)[],
  rules: readonly SeriesRule[],
): Step[] {
  const runs = runsOf(dates);
  return rules.flatMap((rule) => {
    const named = runs.filter(
      (run) => rule.group !== undefined && titleHolds(all[run[0]!]!.header.groupTitle, rule.group),
    );
    const run = named.length === 1 ? named[0] : rule.nth === undefined ? onlyOne(runs) : runs[rule.nth];
    return run ? stepsOf(run, dates, rule.steps) : [];
  });
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function runsOf(dates: readonly (string | null)[]): number[][] {
  const runs: number[][] = [];
  dates.forEach((date, at) => {
    if (date === null) return;
    if (at > 0 && dates[at - 1] !== null) runs.at(-1)!.push(at);
    else runs.push([at]);
  });
  return runs;
}

/**
 * With as many columns as steps, order tells and the dates have to confirm it; with another number, each date
 * has to tell by itself (in January the year's start and the week before are one date: then order decides, or
 * nobody).
 */
function stepsOf(
  run: readonly number[],
  dates: readonly (string | null)[],
  steps: readonly SeriesStep[],
): Step[] {
  const newest = run
    .map((at) => dates[at]!)
    .sort()
    .at(-1)!;
  const complete = run.length === steps.length;
  return run.map((at, place) => {
    const fitting = steps.filter((step) => fits(step, dates[at]!, newest));
    const ordered = complete && fitting.includes(steps[place]!) ? [steps[place]!] : fitting;
    return { at, fields: ordered.map(({ field }) => field) };
  });
}

function fits({ lag }: SeriesStep, date: string, newest: string): boolean {
  if (lag === 'year_start') {
    const year = Number(newest.slice(0, 4));
    return date >= `${year - 1}-12-20` && date <= `${year}-01-05`;
  }
  const days = isoToExcelSerial(newest)! - isoToExcelSerial(date)!;
  return days >= lag[0] && days <= lag[1];
}
