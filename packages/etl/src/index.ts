export { EtlError, type EtlErrorCode } from './errors';
export { defaultReadLimits, type ReadLimits } from './read/limits';
export { readWorkbook } from './read/node';
export type {
  ReadNote,
  ReadOptions,
  ReadProgress,
  ReadRequest,
  SheetInfo,
  SheetReader,
  TextEncoding,
  TextPosition,
  Workbook,
  WorkbookFormat,
  WorkbookInput,
} from './read/types';
