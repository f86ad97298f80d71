import type { Detector } from '../propose/context';
import { detectDateSerials } from './date-serial/date-serial';
import { detectDuplicateColumns } from './duplicate-column/duplicate-column';
import { detectDuplicateCompanies } from './duplicate-company/duplicate-company';
import { detectErrorTokens } from './error-token/error-token';
import { detectHeaderRows } from './header-row/header-row';
import { detectShiftedColumns } from './shifted-columns/shifted-columns';
import { detectSpelling } from './spelling/spelling';
import { detectTextNumbers } from './text-number/text-number';
import { detectTickers } from './ticker/ticker';

/**
 * What finds errors of form and place, in order: rows that are no companies and values that stand elsewhere first,
 * so that the others look at what belongs where it is.
 */
export const structuralDetectors: readonly Detector[] = [
  detectHeaderRows,
  detectDuplicateColumns,
  detectShiftedColumns,
  detectErrorTokens,
  detectTextNumbers,
  detectDateSerials,
  detectSpelling,
  detectTickers,
  detectDuplicateCompanies,
];
