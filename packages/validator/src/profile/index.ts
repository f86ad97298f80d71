export type { ProfileInput } from './input';
export type { Histogram, NumberProfile, Quantiles } from './number-profile';
export type { PercentUnitEvidence } from './percent-unit';
export { type DatasetProfile, type FieldProfile, profileDataset } from './profile';
export { type RuleSuggestions, type SuggestionReason, suggestRules } from './suggest/suggest';
export type { TextProfile } from './text-profile';
export type { ValueCount } from './top-values';
