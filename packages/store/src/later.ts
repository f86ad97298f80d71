// What not every page asks of a store: search, figures, earlier weeks, changes and edits, in one file of their own.
export { compareWeeks } from './changes';
export { removeCompanies, upsertCompanies } from './dataset/edit';
export { chooseSnapshot } from './release/choose';
export { releaseConflict } from './release/conflict';
export { withoutSnapshot } from './release/discard';
export { editWeek } from './release/edit-week';
export { readHistory } from './release/history';
export { SearchIndex } from './search/search-index';
export { snapshotOf } from './snapshot/snapshot';
