export { type Applied, applyPlan } from './apply/apply';
export { type RollbackOptions, replay, rollback } from './apply/rollback';
export type { JsonCell } from './cells/json-cell';
export type { CorrectionData } from './data';
export { decide, type ProposalSelector } from './decide/decide';
export { type DecisionFile, decisionFile, parseDecisions } from './decide/decision-file';

export { addManualCorrections, type ManualCorrection, type ManuallyCorrected } from './decide/manual';

export { type CorrectionPolicy, decideByPolicy, noPolicy, strictPolicy } from './decide/policy';
export {
  type Approval,
  type CorrectionOutcome,
  createDataQualityEngine,
  type DataQualityEngine,
  type DataQualityEngineOptions,
  type EngineData,
} from './engine/engine';
export type { QualityFigures } from './engine/figures';
export { CorrectionError, type CorrectionErrorCode } from './errors';
export { describeEvidence, type Language } from './evidence/describe';
export { hashTable } from './hash/hash';
export type { Journal, JournalColumn, JournalEntry } from './model/journal';
export type {
  Alternative,
  AnsweredIssue,
  CorrectionPlan,
  CorrectionRule,
  Decision,
  Evidence,
  EvidenceKind,
  Flag,
  Proposal,
} from './model/plan';
export { planToCsv } from './preview/csv';
export { type PreviewOptions, previewPlan } from './preview/preview';
export { type PlanRow, planToRows } from './preview/rows';
export { plainText, type TextColumn, textTable, textWidth } from './preview/text-table';
export { type ProposeOptions, proposeCorrections } from './propose/propose';
