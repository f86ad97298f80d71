export { decodeDataset, decodeHeader } from './decode/dataset';
export { encodeDataset } from './encode/dataset';
