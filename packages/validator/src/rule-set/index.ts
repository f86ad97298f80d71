export type { JsonRule, RuleSetJson } from './json';
export { rulesFromJson, rulesToJson } from './rule-set';
