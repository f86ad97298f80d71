export { addColumnSql, type SqlDdlOptions, toSqlDdl } from './ddl';
export { quoteIdentifier, type SqlDialect, type SqlType, sqlTypeName } from './dialect';
export {
  type FieldTable,
  fieldTables,
  type SqlColumn,
  type SqlIndex,
  type SqlTable,
  sqlTables,
} from './layout';
export { type CompaniesFullOptions, companiesFullSelect } from './views';
