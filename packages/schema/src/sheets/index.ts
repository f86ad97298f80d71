import {
  tCfoSheet,
  tChkSheet,
  tCorrelationSheet,
  tEpsCSheet,
  tGrowthCSheet,
  tRankSheet,
} from './analysis-sheets';
import { aCompanySheet, mCompanySheet } from './company-sheets';
import type { SheetDefinition } from './definition';
import { aEtfsSheet, eIndicatorsSheet, mEtfsSheet } from './market-sheets';

export { companyNativeFields } from './company-sheets';
export type { SheetDefinition } from './definition';
export {
  aCompanySheet,
  aEtfsSheet,
  eIndicatorsSheet,
  mCompanySheet,
  mEtfsSheet,
  tCfoSheet,
  tChkSheet,
  tCorrelationSheet,
  tEpsCSheet,
  tGrowthCSheet,
  tRankSheet,
};

/**
 * The sheets of the weekly workbook whose columns are known, in the workbook's order. A sheet that is not
 * among them is read all the same, with inferred column types.
 *
 * @example
 * ```ts
 * import { mCompanySheet, sheetDefinitions } from '@stock-analyzer/schema/sheets';
 *
 * mCompanySheet.schema.byName.get('Divergence (1W)')?.unit; // → 'percent'
 * sheetDefinitions.map((sheet) => sheet.id).includes('T_Rank'); // → true
 * ```
 */
export const sheetDefinitions: readonly SheetDefinition[] = [
  eIndicatorsSheet,
  mCompanySheet,
  mEtfsSheet,
  aEtfsSheet,
  aCompanySheet,
  tEpsCSheet,
  tGrowthCSheet,
  tRankSheet,
  tCfoSheet,
  tCorrelationSheet,
  tChkSheet,
];
