import type { DataRow } from '../language';

/** The values of a field of all rows, numbers or none: NaN where `missing` is not 0. */
export interface NumberValues {
  readonly kind: 'numbers';
  readonly values: Float64Array;
  /** 0: there is a value; 1: null; 2: undefined. */
  readonly missing: Uint8Array;
}

/** The values of a field of all rows, of any type, each kept once: row i holds `distinct[codes[i]]`. */
export interface CodedValues {
  readonly kind: 'coded';
  readonly codes: Uint32Array;
  readonly distinct: readonly unknown[];
  readonly codeOf: ReadonlyMap<unknown, number>;
}

/** One field of all rows. */
export type FieldValues = NumberValues | CodedValues;

/** Reads a field of all rows. */
export function readField(rows: readonly DataRow[], field: string): FieldValues {
  return readNumbers(rows, field) ?? readCoded(rows, field);
}

function readNumbers(rows: readonly DataRow[], field: string): NumberValues | undefined {
  const values = new Float64Array(rows.length);
  const missing = new Uint8Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const value = rows[row]![field];
    if (typeof value === 'number') values[row] = value;
    else if (value === null || value === undefined) {
      values[row] = Number.NaN;
      missing[row] = value === null ? 1 : 2;
    } else return undefined;
  }
  return { kind: 'numbers', values, missing };
}

function readCoded(rows: readonly DataRow[], field: string): CodedValues {
  const codes = new Uint32Array(rows.length);
  const distinct: unknown[] = [];
  const codeOf = new Map<unknown, number>();
  for (let row = 0; row < rows.length; row++) {
    const value = rows[row]![field];
    let code = codeOf.get(value);
    if (code === undefined) {
      code = distinct.push(value) - 1;
      codeOf.set(value, code);
    }
    codes[row] = code;
  }
  return { kind: 'coded', codes, distinct, codeOf };
}

/** The value of one row, as it was read. */
export function valueAt(field: FieldValues, row: number): unknown {
  if (field.kind === 'coded') return field.distinct[field.codes[row]!];
  return field.missing[row] === 0 ? field.values[row] : field.missing[row] === 1 ? null : undefined;
}
