export { relationRules } from './relations/relation-rules';
export { type WeekRulesOptions, weekRules } from './week-rules';
