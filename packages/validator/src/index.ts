export type { CheckedTable } from './columns/checked-table';
export type { FieldColumn } from './columns/field-column';
export type { HeaderMap } from './columns/headers';
export { issuesToCsv } from './csv';
export type { RuleSetting } from './engine/compile';
export { ValidatorError, type ValidatorErrorCode } from './errors';
export type { Findings } from './findings';
export type { GateFigure } from './gate/figure';
export {
  type Comparison,
  evaluateGate,
  type GateCondition,
  type GateConditionResult,
  type GateCriteria,
  type GateLimit,
  type GateOutcome,
  type GateResult,
} from './gate/gate';
export type {
  FieldReport,
  NotRun,
  NotRunReason,
  ReportOptions,
  ReportSummary,
  ValidationReport,
} from './report';
export type { IssueHead, RowSelector } from './report/rows-of';
export { builtInRules } from './rules/index';
export {
  type ColumnCheck,
  defineRule,
  type Explanation,
  type Report,
  type Rule,
  type RuleFinding,
  type RuleInput,
} from './rules/rule';
export type { ScorePartName } from './score/parts';
export type { LostPoints, QualityScore, ScorePart } from './score/score';
export {
  type CheckContext,
  createValidator,
  type Validator,
  type ValidatorInput,
  type ValidatorOptions,
} from './validator';
export type { Language } from './words';
