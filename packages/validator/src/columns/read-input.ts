import type { ColumnTable, Dataset, Schema } from '@stock-analyzer/schema';
import { ValidatorError } from '../errors';
import { memo } from '../memo';
import { fromRows } from '../rows/row-table';
import { type CheckedTable, fromDataset, fromTable } from './checked-table';

/**
 * What can be checked: rows keyed by display name (`PER (Nov-25)` is the schema's `PER (Oct-25)` of another
 * month), a table of columns of the same names, or a dataset, whose native fields are checked too and whose issues
 * carry their source cells.
 */
export type ValidatorInput = Iterable<object> | ColumnTable | Dataset;

/** The data as columns; and the dataset, if it is one. */
export interface ReadInput {
  readonly table: CheckedTable;
  readonly dataset: Dataset | undefined;
}

/**
 * Sees an input through a schema. A dataset brings its native fields along, unless a schema that has them is given
 * as `wide`.
 *
 * @throws ValidatorError `INVALID_INPUT` for anything else.
 */
export function readInput(schema: Schema, input: unknown, wide?: Schema): ReadInput {
  if (isDataset(input)) {
    const whole = wide ?? withNative(schema)(input.nativeSchema);
    return { table: fromDataset(whole, schema.fields.length, input), dataset: input };
  }
  return { table: readBare(wide ?? schema, input), dataset: undefined };
}

/** A schema with native fields after its own, made once. A native field of a name that it has is left out. */
const withNative = memo((schema: Schema) =>
  memo(({ fields: native }: Schema): Schema => {
    const fields = [...schema.fields, ...native.filter(({ name }) => !schema.byName.has(name))];
    return { ...schema, fields, byName: new Map(fields.map((field) => [field.name, field])) };
  }),
);

function readBare(schema: Schema, input: unknown): CheckedTable {
  if (typeof input === 'object' && input !== null) {
    if (Symbol.iterator in input) return fromRows(schema, input as Iterable<unknown>);
    if (isTable(input)) return fromTable(schema, input);
  }
  const kind = input === null ? 'null' : typeof input;
  const envelope = kind === 'object' && ('companies' in (input as object) || 'data' in (input as object));
  throw new ValidatorError({
    code: 'INVALID_INPUT',
    message: `Cannot check ${kind === 'object' ? 'an object that is no list of rows' : kind}`,
    advice: envelope
      ? 'It looks like a file with an envelope: pass the array of companies inside it.'
      : 'Pass an array of rows, a column table or a dataset.',
  });
}

function isDataset(input: unknown): input is Dataset {
  const parts = (typeof input === 'object' && input !== null ? input : {}) as Partial<Dataset>;
  return isTable(parts.fields) && isTable(parts.native) && typeof parts.nativeSchema === 'object';
}

export function isTable(input: unknown): input is ColumnTable {
  return typeof input === 'object' && input !== null && 'rowCount' in input && 'columns' in input;
}
