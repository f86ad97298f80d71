export type { CheckedTable } from './columns/checked-table';
export type { FieldColumn } from './columns/field-column';
export type { HeaderMap } from './columns/headers';
export type { ValidatorInput } from './columns/read-input';
export { issuesToCsv } from './csv';
export type { CheckProgress } from './engine/run';
export type { RuleSetting } from './engine/settings';
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
  ReportOptions,
  ReportSummary,
  ValidationReport,
} from './report';
export type { IssueHead, RowSelector } from './report/rows-of';
export { builtInRules } from './rules/index';
export type { Estimate, NotRun, NotRunReason } from './rules/outcome';
export { defineRowRule, type RowFinding, type RowRuleInput, type RuleRow } from './rules/row-rule';
export {
  type ColumnCheck,
  defineRule,
  type EarlierWeek,
  type Explanation,
  type FieldRule,
  type PreparedRule,
  type Report,
  type Rule,
  type RuleData,
  type RuleFinding,
  type RuleInput,
  type RuleLevel,
  type TableFinding,
  type TableReport,
  type TableRule,
  type Tuning,
} from './rules/rule';
export type { ScorePartName } from './score/parts';
export type { LostPoints, QualityScore, ScorePart } from './score/score';
export {
  type CheckContext,
  createValidator,
  type Validator,
  type ValidatorOptions,
} from './validator';
export type { Language } from './words';
