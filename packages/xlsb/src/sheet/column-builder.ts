import { cellErrorOf } from '../value/cell-error';
import type { Column, MissingCause } from './columns';

/** Kinds of cells, one bit each. */
export const NUMBER = 1;
/** A text of the workbook's shared ones. */
export const SHARED = 2;
/** A text of the cell's own. */
export const TEXT = 4;
export const BOOLEAN = 8;
export const ERROR = 16;
/** A number that is none. */
export const TOKEN = 32;
const TEXTS = SHARED | TEXT;
const MISSING = ERROR | TOKEN;

/** Makes one column of a table, in the narrowest type that holds its values. */
export class ColumnBuilder {
  readonly #name: string;
  readonly #type: Column['type'];
  readonly #validity: Uint8Array;
  readonly #textOf: (kind: number, number: number) => string;
  readonly #causes = new Map<number, MissingCause>();
  readonly #numbers: Float64Array | undefined;
  readonly #booleans: Uint8Array | undefined;
  readonly #codes: Int32Array | undefined;
  readonly #mixed: (string | number | boolean | null)[] | undefined;
  readonly #dictionary: string[] = [];
  readonly #codeOfText = new Map<string, number>();
  readonly #codeOfShared = new Map<number, number>();
  readonly #countOfStyle = new Map<number, number>();
  #style = -1;
  #styleRun = 0;
  #format: string | undefined;
  readonly #exceptions = new Map<number, string>();

  /** @param kinds of all cells of the column */
  constructor(
    name: string,
    kinds: number,
    rowCount: number,
    textOf: (kind: number, number: number) => string,
  ) {
    this.#name = name;
    this.#type = typeOf(kinds & ~MISSING);
    this.#validity = new Uint8Array(rowCount);
    this.#textOf = textOf;
    if (this.#type === 'number') this.#numbers = new Float64Array(rowCount).fill(Number.NaN);
    else if (this.#type === 'boolean') this.#booleans = new Uint8Array(rowCount);
    else if (this.#type === 'string') this.#codes = new Int32Array(rowCount).fill(-1);
    else this.#mixed = new Array(rowCount).fill(null);
  }

  /** Sets the cell of a row of the table; each row once, in order. */
  set(row: number, kind: number, number: number, style: number): void {
    if (style === this.#style) this.#styleRun++;
    else this.#endStyleRun(style);
    if (kind & MISSING) {
      this.#causes.set(row, causeOf(kind, number));
      return;
    }
    this.#validity[row] = 1;
    if (this.#numbers) this.#numbers[row] = number;
    else if (this.#codes) this.#codes[row] = this.#codeOf(kind, number);
    else if (this.#booleans) this.#booleans[row] = number;
    else this.#mixed![row] = this.#valueOf(kind, number);
  }

  /** Finds the format that most cells have. */
  chooseFormat(formats: readonly string[]): void {
    this.#endStyleRun(-1);
    const countOfFormat = new Map<string, number>();
    for (const [style, count] of this.#countOfStyle) {
      const format = formats[style] ?? 'General';
      countOfFormat.set(format, (countOfFormat.get(format) ?? 0) + count);
    }
    let most = 0;
    for (const [format, count] of countOfFormat) if (count > most) [this.#format, most] = [format, count];
  }

  /** Tells the format of each cell, once it is known which is the common one. */
  setFormat(row: number, format: string): void {
    if (format !== this.#format) this.#exceptions.set(row, format);
  }

  column(): Column {
    const base = {
      name: this.#name,
      validity: this.#validity,
      ...(this.#causes.size > 0 && { causes: this.#causes }),
      ...(this.#format !== undefined && { formats: { common: this.#format, exceptions: this.#exceptions } }),
    };
    if (this.#numbers) return { type: 'number', ...base, values: this.#numbers };
    if (this.#booleans) return { type: 'boolean', ...base, values: this.#booleans };
    if (this.#codes) return { type: 'string', ...base, codes: this.#codes, dictionary: this.#dictionary };
    return { type: 'mixed', ...base, values: this.#mixed! };
  }

  #endStyleRun(next: number): void {
    if (this.#styleRun > 0) {
      this.#countOfStyle.set(this.#style, (this.#countOfStyle.get(this.#style) ?? 0) + this.#styleRun);
    }
    this.#style = next;
    this.#styleRun = 1;
  }

  #codeOf(kind: number, number: number): number {
    let code = kind === SHARED ? this.#codeOfShared.get(number) : undefined;
    if (code !== undefined) return code;
    const text = this.#textOf(kind, number);
    code = this.#codeOfText.get(text);
    if (code === undefined) {
      code = this.#dictionary.push(text) - 1;
      this.#codeOfText.set(text, code);
    }
    if (kind === SHARED) this.#codeOfShared.set(number, code);
    return code;
  }

  #valueOf(kind: number, number: number): string | number | boolean {
    if (kind === NUMBER) return number;
    return kind === BOOLEAN ? number === 1 : this.#textOf(kind, number);
  }
}

function typeOf(kinds: number): Column['type'] {
  if (kinds === NUMBER) return 'number';
  if (kinds === BOOLEAN) return 'boolean';
  return kinds !== 0 && (kinds & ~TEXTS) === 0 ? 'string' : 'mixed';
}

/** Why a cell of this kind has no value. */
function causeOf(kind: number, number: number): MissingCause {
  if (kind === TOKEN) return { kind: 'token', text: String(number) };
  const { error } = cellErrorOf(number);
  return error === '#UNKNOWN!' ? { kind: 'error', text: error } : { kind: 'error', text: error, error };
}
