export { isIsoDate } from './check';
export { type CompanyRow, companySchema } from './company/schema';
export { csvText } from './csv';
export {
  type Company,
  cellAddress,
  type Dataset,
  type Origins,
  type Provenance,
  type QualityMark,
  type SheetOrigin,
} from './dataset';
export {
  describePlace,
  type Place,
  SchemaError,
  type SchemaErrorCode,
  StockAnalyzerError,
  type StockAnalyzerErrorOptions,
} from './errors';
export type { Bilingual, Category, FieldDefinition, FieldKind, FieldTexts, Range, Unit } from './field';
export type { Issue, IssueCode, Severity } from './issue';
export {
  type ExchangeName,
  excelSerialToIso,
  findDate,
  isoToExcelSerial,
  type PercentUnit,
  type Price,
  parseDate,
  parseErrorToken,
  parseExchange,
  parseMonth,
  parseNumber,
  parsePercent,
  parsePrice,
  parseTicker,
  toFraction,
  toPercent,
} from './parse';
export { wholePattern } from './pattern';
export { createSchemaRegistry, type SchemaRegistry } from './registry';
export {
  defineSchema,
  type ExtendedFields,
  extendSchema,
  type FieldOverrides,
  type FieldValue,
  fieldName,
  type RowOf,
  type Schema,
  type SchemaExtension,
  type SchemaInput,
} from './schema';
export { columnIndex, columnLetters, type SheetTable, type SheetVisibility } from './sheet';
export {
  type BooleanColumn,
  booleanColumn,
  type CellErrorCode,
  type CellValue,
  type Column,
  type ColumnFormats,
  type ColumnTable,
  cellAt,
  columnOf,
  columnTable,
  type MissingCause,
  type MixedColumn,
  mixedColumn,
  type NumberColumn,
  numberColumn,
  type Row,
  rowsToTable,
  type StringColumn,
  stringColumn,
  tableToRows,
} from './table';
