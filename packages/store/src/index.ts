export { AbstractStore } from './abstract-store';
export type { CompanyChange, ValueChange, WeekChanges } from './changes';
export type {
  EditResult,
  HistoryOptions,
  ReleaseEvent,
  ReleaseOptions,
  StageOptions,
  Store,
  StoreCapabilities,
} from './contract';
export { storableDataset } from './dataset/prepare';
export { releaseIdOf } from './dataset/release-id';
export { StoreError, type StoreErrorCode } from './errors';
export type { AggregateRequest, Aggregation, FieldFigures, GroupFigures } from './query/aggregate';
export type { Conditions, Filter, Operand, Query, QueryResult, Sort } from './query/language';
export type { CompanyAt, ReleaseInfo, SnapshotChoice, SnapshotInfo } from './release/types';
export type { SearchHit, SearchOptions } from './search/hit';
export { Snapshot } from './snapshot/snapshot';
export { type TopPerformersOptions, topPerformers } from './top-performers';
