export { type ColumnFileHeader, decodeDataset, decodeHeader } from './decode/dataset';
export { type EncodeOptions, encodeDataset } from './encode/dataset';
