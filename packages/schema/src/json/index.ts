export { cellJson } from './cell';
export { ColumnTexts } from './cell-texts';
export { type Envelope, envelopePieces, inBraces, recordPieces } from './records';
export { memberWriter, type RowForm, rowWriter } from './row-writer';
export { type CellTexts, TextBytes } from './text-bytes';
