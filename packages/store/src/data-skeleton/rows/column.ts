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
  /** Made by {@link rowsWith}: the rows code by code, and where each code's begin. */
  groups?: { readonly rows: Uint32Array; readonly starts: Uint32Array };
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

/** The rows that hold one of the distinct values, in their own order. */
export function rowsWith(field: CodedValues, code: number): Uint32Array {
  field.groups ??= groupByCode(field);
  const { rows, starts } = field.groups;
  return rows.subarray(starts[code], starts[code + 1]);
}

function groupByCode({ codes, distinct }: CodedValues): { rows: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(distinct.length + 1);
  for (const code of codes) starts[code + 1]!++;
  for (let code = 0; code < distinct.length; code++) starts[code + 1]! += starts[code]!;
  const rows = new Uint32Array(codes.length);
  const next = starts.slice();
  for (let row = 0; row < codes.length; row++) rows[next[codes[row]!]!++] = row;
  return { rows, starts };
}

/** The value of one row, as it was read. */
export function valueAt(field: FieldValues, row: number): unknown {
  if (field.kind === 'coded') return field.distinct[field.codes[row]!];
  return field.missing[row] === 0 ? field.values[row] : field.missing[row] === 1 ? null : undefined;
}

/** 0, 1, 2 and so on. */
export function indexesBelow(count: number): Uint32Array<ArrayBuffer> {
  const indexes = new Uint32Array(count);
  for (let index = 0; index < count; index++) indexes[index] = index;
  return indexes;
}
