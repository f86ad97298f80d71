export { XlsbError, type XlsbErrorCode, type XlsbErrorOptions, type XlsbPlace } from './errors';
export type { XlsbInput } from './input/byte-source';
export { defaultXlsbLimits, type XlsbLimits } from './limits';
export {
  type BooleanColumn,
  type Column,
  type ColumnFormats,
  columnLetters,
  type MissingCause,
  type MixedColumn,
  type NumberColumn,
  type SheetTable,
  type SheetVisibility,
  type StringColumn,
} from './sheet/columns';
export type { RowValue, SheetRow } from './sheet/row-sink';
export { getFormat, transferables, valueAt } from './sheet/table-access';
export type { CellError, CellErrorCode } from './value/cell-error';
export { dateOf } from './value/date';
export { isDateFormat } from './value/number-format';
export type { OpenOptions } from './workbook/open';
export type { SheetInfo, SheetSelection } from './workbook/selection';
export type { BatchOptions, ReadOptions, ReadProgress, RowOptions, XlsbSheet } from './workbook/sheet';
export type { XlsbWorkbook } from './workbook/workbook';
export type { ZipArchive } from './zip/archive';
export type { ZipPart } from './zip/part';
