export type { RowStream, StreamItem } from './batches';
export { checkStream, type StreamOptions, type StreamProgress } from './check-stream';
