export type { Baseline, FieldBaseline, GroupSpread, Moves } from './baseline/baseline';
export { learnBaseline } from './baseline/learn';
export { relationRules } from './relations/relation-rules';
export { type WeekRulesOptions, weekRules } from './week-rules';
