export { canonicalProfile } from './canonical';
export { findSheetProfile } from './find-sheet';
export { globalScouter } from './global-scouter';
export type { AsOfRules, SheetProfile, SourceProfile } from './types';
