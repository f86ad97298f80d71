export type { CurrentPointer, NothingReleased, ReleaseEntry, ReleaseIndex } from './host/pointer';
export type { JsonStoreOptions } from './open';
export type { LeftOutRow } from './read/content';
export type { JsonAssumptions } from './read/dataset';
export { JsonStore } from './store';
export { type DatasetJsonOptions, datasetJson, datasetPieces, type JsonForm } from './write/dataset-json';
export type { FileMetadata } from './write/metadata';
