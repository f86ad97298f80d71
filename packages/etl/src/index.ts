export { EtlError, type EtlErrorCode } from './errors';
export { uniqueFileName } from './outputs/file-name';
export { type TableForm, tableText } from './outputs/table/table-text';
export {
  type AsOfRules,
  canonicalProfile,
  findSheetProfile,
  globalScouter,
  type SheetProfile,
  type SourceProfile,
} from './profile';
export { defaultReadLimits, type ReadLimits } from './read/limits';
export { readWorkbook } from './read/node';
export type {
  ReadNote,
  ReadOptions,
  ReadProgress,
  ReadRequest,
  SheetInfo,
  SheetReader,
  TextEncoding,
  TextPosition,
  Workbook,
  WorkbookFile,
  WorkbookFormat,
  WorkbookInput,
} from './read/types';
export { findReport } from './release/find-report';
export { restoreRelease } from './release/publish';
export type { ReleaseManifest } from './release/release-folder';
export type { CellPlace } from './report/figures/cell-places';
export { decisionUnits } from './report/figures/decision-units';
export { showValue } from './report/numbers';
export {
  type AsOf,
  type AsOfEvidence,
  type ParsedSheet,
  type QuarantinedRow,
  type RowReason,
  type SheetAccounting,
  type SheetColumn,
  type StatedFacts,
  type TransformContext,
  type TransformResult,
  transformWorkbook,
} from './transform';
export { compareWeeks, type UnusualMove, type WeekComparison } from './week/compare';
export { type HeldRun, readHeldRun } from './week/held-run';
export { approveRun, type RollbackDecision, type RunDecision, rollbackCorrections } from './week/held-runs';
export type { WeekOptions, WeekProgress } from './week/options';
export { processWeek, type WeekResult } from './week/process-week';
export { type ReadWeek, readWeek } from './week/read-week';
export type {
  Approval,
  CorrectionCounts,
  RowTotals,
  RunRecord,
  RunStatus,
  StepTiming,
} from './week/run-record';
export { weekValidator } from './week/week-validator';
