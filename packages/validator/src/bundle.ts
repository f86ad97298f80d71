// All of the validator with the schema's parts that it takes to use it, built into one file for pages.
export {
  type CompanyRow,
  companySchema,
  defineSchema,
  extendSchema,
  type Issue,
  type IssueCode,
  rowsToTable,
  type Schema,
} from '@stock-analyzer/schema';
export * from './index';
export * from './profile/index';
export * from './reports';
export * from './rule-set/index';
export * from './week/index';
