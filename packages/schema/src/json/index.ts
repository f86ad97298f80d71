export { cellJson } from './cell';
export { type Envelope, envelopePieces, inBraces, recordPieces } from './records';
export { memberWriter, type RowForm, rowWriter } from './row-writer';
export { TextBytes } from './text-bytes';
