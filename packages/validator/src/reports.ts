export { gateFromJson, type SavedGateCriteria } from './gate/from-json';
export { diffReports, type FigureChange, type ReportDiff } from './report/diff';
export { type GroupKey, groupIssues, type IssueGroup, type IssueGroups } from './report/group';
export { type ScoreMover, type ScoreReason, type ScoreWeek, scoreTrend } from './report/trend';
