export type {
  CompanyAt,
  DateSpan,
  ReleaseInfo,
  ReleaseOptions,
  SnapshotChoice,
  SnapshotStore,
  StageOptions,
} from './contract';
export { StoreError, type StoreErrorCode } from './errors';
