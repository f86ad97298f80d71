import {
  type CellValue,
  type Column,
  cellAt,
  type FieldDefinition,
  type FieldKind,
  type MissingCause,
  type NumberColumn,
} from '@stock-analyzer/schema';

/** What a cell holds, seen from its field: nothing, a value of the field's kind, or something else. */
export const MISSING = 0;
const USABLE = 1;
export const STRAY = 2;

/**
 * One field's column as rules see it. Numbers and texts lie in typed arrays, so that a rule is a tight loop:
 * a number that is missing or of another type is NaN and fails every comparison; a text that is missing or
 * of another type has code -1.
 */
export interface FieldColumn {
  readonly field: FieldDefinition;
  /** By row: 0 nothing there, 1 a value of the field's type, 2 a value of another type. */
  readonly state: Uint8Array;
  /** By row, for numbers, percentages and currencies; empty for other kinds. Always finite or NaN. */
  readonly numbers: Float64Array;
  /** By row, for texts and dates: index into `dictionary`; empty for other kinds. */
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
  /** By row: why the source has no value where its cell was not blank. */
  readonly causes: ReadonlyMap<number, MissingCause> | undefined;
  /** The value as it was given, null where it is missing. */
  valueAt(row: number): CellValue;
}

/** How a field's values are kept. */
export type Storage = 'number' | 'text' | 'boolean';

const storages: Record<FieldKind, Storage> = {
  number: 'number',
  percentage: 'number',
  currency: 'number',
  string: 'text',
  date: 'text',
  boolean: 'boolean',
};

export function storageOf(field: FieldDefinition): Storage {
  return storages[field.kind];
}

const none = { numbers: new Float64Array(0), codes: new Int32Array(0), dictionary: [] as readonly string[] };

/** Fills a {@link FieldColumn} cell by cell; for rows and for columns of another type than the field's. */
export class FieldColumnBuilder {
  /** Where {@link set} puts numbers; a caller in a hurry writes them here itself. Empty for other kinds. */
  readonly numbers: Float64Array;
  private readonly field: FieldDefinition;
  private readonly storage: Storage;
  private readonly state: Uint8Array;
  private readonly codes: Int32Array;
  private readonly dictionary: string[] = [];
  private readonly codeOf = new Map<string, number>();
  /** Values that do not fit the typed arrays. */
  private readonly odd = new Map<number, CellValue>();

  constructor(field: FieldDefinition, rowCount: number) {
    this.field = field;
    this.storage = storageOf(field);
    this.state = new Uint8Array(rowCount);
    this.numbers = this.storage === 'number' ? new Float64Array(rowCount).fill(Number.NaN) : none.numbers;
    this.codes = this.storage === 'text' ? new Int32Array(rowCount).fill(-1) : none.codes;
  }

  set(row: number, value: unknown): void {
    if (typeof value === 'number' && this.storage === 'number') {
      this.numbers[row] = value;
      return;
    }
    if (value === null || value === undefined) return;
    if (typeof value === 'string' && this.storage === 'text') {
      let code = this.codeOf.get(value);
      if (code === undefined) {
        code = this.dictionary.push(value) - 1;
        this.codeOf.set(value, code);
      }
      this.codes[row] = code;
      this.state[row] = USABLE;
    } else if (!Number.isNaN(value)) {
      this.odd.set(row, plain(value));
      this.state[row] = typeof value === 'boolean' && this.storage === 'boolean' ? USABLE : STRAY;
    }
  }

  setAll(values: readonly CellValue[]): void {
    const { numbers } = this;
    for (let row = 0; row < values.length; row++) {
      const value = values[row];
      if (typeof value === 'number' && row < numbers.length) numbers[row] = value;
      else if (value !== null) this.set(row, value);
    }
  }

  build(causes?: ReadonlyMap<number, MissingCause>): FieldColumn {
    this.judgeNumbers();
    const { field, storage, state, numbers, codes, dictionary, odd } = this;
    const valueAt = (row: number): CellValue => {
      if (state[row] === MISSING) return null;
      if (state[row] === STRAY || storage === 'boolean') return odd.get(row) ?? null;
      return storage === 'number' ? numbers[row]! : dictionary[codes[row]!]!;
    };
    return { field, state, numbers, codes, dictionary, causes, valueAt };
  }

  /** By itself, as the engine compiles a loop anew at every call if more follows it than at its first. */
  private judgeNumbers(): void {
    const { numbers, state, odd } = this;
    for (let row = 0; row < numbers.length; row++) {
      const value = numbers[row]!;
      if (Number.isFinite(value)) state[row] = USABLE;
      else if (!Number.isNaN(value)) {
        odd.set(row, value);
        numbers[row] = Number.NaN;
        state[row] = STRAY;
      }
    }
  }
}

/** By text of the column's dictionary: 1 where it is marked; undefined if none is. Judges each text once. */
export function markTexts(column: FieldColumn, isMarked: (text: string) => boolean): Uint8Array | undefined {
  const { dictionary } = column;
  const marks = new Uint8Array(dictionary.length);
  let any = false;
  for (let code = 0; code < dictionary.length; code++) {
    if (!isMarked(dictionary[code]!)) continue;
    marks[code] = 1;
    any = true;
  }
  return any ? marks : undefined;
}

/** A text of nothing but spaces. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  // Nearly every text begins with a visible character.
  return !(first > 32 && first < 127) && text.trim() === '';
}

/** Whether a value is of the type that its field's values are kept as. Numbers have to be finite. */
export function fitsStorage(value: unknown, storage: Storage): boolean {
  if (storage === 'number') return Number.isFinite(value);
  return typeof value === (storage === 'text' ? 'string' : 'boolean');
}

/** A value as a row holds it, as rules see it: null where it is missing. */
export function asCellValue(value: unknown): CellValue {
  return value === null || value === undefined || Number.isNaN(value) ? null : plain(value);
}

/** What is not a cell value, as one: reports stay plain JSON whatever a row held. */
function plain(value: unknown): CellValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return value.toString();
    default:
      return Array.isArray(value) ? '[array]' : `[${typeof value}]`;
  }
}

/** A table's column as its field sees it; without copying where the types agree. */
export function fieldColumn(field: FieldDefinition, column: Column): FieldColumn {
  const storage = storageOf(field);
  if (column.type === 'number' && storage === 'number' && isTidy(column)) {
    const { values, validity, causes } = column;
    const valueAt = (row: number): CellValue => (validity[row] === USABLE ? values[row]! : null);
    return { ...none, field, state: validity, numbers: values, causes, valueAt };
  }
  if (column.type === 'string' && storage === 'text') {
    const { codes, dictionary, validity, causes } = column;
    const valueAt = (row: number): CellValue => (validity[row] === USABLE ? dictionary[codes[row]!]! : null);
    return { ...none, field, state: validity, codes, dictionary, causes, valueAt };
  }
  const builder = new FieldColumnBuilder(field, column.validity.length);
  if (column.type === 'mixed') builder.setAll(column.values);
  else for (let row = 0; row < column.validity.length; row++) builder.set(row, cellAt(column, row));
  return builder.build(column.causes);
}

/** Which half of a number's bits holds its exponent: the second, on nearly every machine. */
const UPPER = new Uint8Array(Uint16Array.of(1).buffer)[0]!;

/**
 * Whether missing values, and only they, are NaN, and no number is infinite: then loops need no mask. Told by the bits,
 * as a question to each number would be guessed wrong at every gap.
 */
function isTidy({ values, validity }: NumberColumn): boolean {
  const bits = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  let odd = 0;
  for (let row = 0; row < values.length; row++) {
    // Only an exponent of ones is not below them: that of NaN and the infinities.
    odd |= (((bits[2 * row + UPPER]! & 0x7ff00000) - 0x7ff00000) >>> 31) ^ validity[row]!;
  }
  return !odd;
}
