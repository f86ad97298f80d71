export type { RowReason, SheetAccounting } from './accounting';
export type { AsOf, AsOfEvidence, StatedFacts } from './as-of';
export type { QuarantinedRow } from './quarantine';
export type { ParsedSheet, SheetColumn } from './sheet';
export { type TransformContext, type TransformResult, transformWorkbook } from './transform';
