export { EtlError, type EtlErrorCode } from '../errors';
export { defaultReadLimits, type ReadLimits } from './limits';
export { readWorkbook } from './read';
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
  WorkbookFile,
  WorkbookFormat,
  WorkbookInput,
} from './types';
