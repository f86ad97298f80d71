import {
  type Column,
  type ColumnTable,
  type Dataset,
  type FieldDefinition,
  type Row,
  rowsToTable,
  type Schema,
} from '@stock-analyzer/schema';
import { mapHeaders } from '../columns/headers';
import { ValidatorError } from '../errors';

/** What can be profiled: rows keyed by display name, a table of columns, or a dataset with its native fields. */
export type ProfileInput = Iterable<object> | ColumnTable | Dataset;

/** A column, and the field that it gives, if any. */
export interface ProfiledColumn {
  readonly column: Column;
  readonly field: FieldDefinition | undefined;
  readonly native: boolean;
}

/** Data seen as columns. */
export interface ProfiledData {
  readonly asOf: string | null;
  readonly rowCount: number;
  readonly columns: readonly ProfiledColumn[];
  /** Display names of the schema's fields that no column gives. */
  readonly absent: readonly string[];
}

export function readProfiled(input: ProfileInput, schema: Schema | undefined): ProfiledData {
  if (typeof input === 'object' && input !== null) {
    if (Symbol.iterator in input) return ofTable(tableOf(input), schema);
    if ('columns' in input && 'rowCount' in input) return ofTable(input, schema);
    if ('fields' in input && 'native' in input) {
      const canonical = ofTable(input.fields, schema ?? input.schema, input.asOf);
      const own = ofTable(input.native, input.nativeSchema);
      const native = own.columns.map((each) => ({ ...each, native: true }));
      return { ...canonical, columns: [...canonical.columns, ...native] };
    }
  }
  throw new ValidatorError({
    code: 'INVALID_INPUT',
    message: `Cannot profile ${input === null ? 'null' : typeof input}`,
    advice: 'Pass an array of rows, a column table or a dataset.',
  });
}

function ofTable(table: ColumnTable, schema: Schema | undefined, asOf: string | null = null): ProfiledData {
  const names = table.columns.map(({ name }) => name);
  const fieldOf = schema && mapHeaders(schema, names).fieldOf;
  const columns = table.columns.map((column, at) => ({
    column,
    field: schema?.fields[fieldOf![at]!],
    native: false,
  }));
  const given = new Set(columns.map(({ field }) => field));
  const absent = (schema?.fields ?? []).filter((field) => !given.has(field)).map(({ name }) => name);
  return { asOf, rowCount: table.rowCount, columns, absent };
}

/** What is no row counts as one without values. */
function tableOf(rows: Iterable<object>): ColumnTable {
  const list: readonly unknown[] = Array.isArray(rows) ? rows : [...rows];
  return rowsToTable(
    list.map((row) => (typeof row === 'object' && row !== null && !Array.isArray(row) ? (row as Row) : {})),
  );
}
