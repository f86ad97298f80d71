import { cellErrorOf } from '../value/cell-error';
import type { CellLog } from './cell-log';
import type { Column, ColumnFormats, MissingCause } from './columns';

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
const STYLE = 0xffffff;

/** The cells of one column, in a log. */
interface ColumnCells {
  readonly log: CellLog;
  /** Where in the log the cells are; the column's are from `start` to `end`, from top to bottom. */
  readonly order: Int32Array;
  readonly start: number;
  readonly end: number;
  /** The sheet's row that is the table's first. */
  readonly first: number;
  readonly rowCount: number;
}

type TextOf = (kind: number, number: number) => string;

/**
 * One column of a table, in the narrowest type that holds its values.
 *
 * @param kinds of all its cells
 * @param formats by style; none if the workbook has no styles
 */
export function buildColumn(
  name: string,
  kinds: number,
  cells: ColumnCells,
  formats: readonly string[],
  textOf: TextOf,
): Column {
  const { rowCount } = cells;
  const validity = new Uint8Array(rowCount);
  const base = <T>(values: { [row: number]: T }, toValue: (kind: number, number: number) => T) => {
    const { causes, styles } = fill(cells, values, validity, toValue);
    return {
      name,
      validity,
      ...(causes && { causes }),
      ...(formats.length > 0 && { formats: formatsOf(cells, styles, formats) }),
    };
  };
  switch (kinds & ~MISSING) {
    case NUMBER: {
      const values = new Float64Array(rowCount).fill(Number.NaN);
      return { type: 'number', ...base(values, asNumber), values };
    }
    case BOOLEAN: {
      const values = new Uint8Array(rowCount);
      return { type: 'boolean', ...base(values, asNumber), values };
    }
    case SHARED:
    case TEXT:
    case TEXTS: {
      const codes = new Int32Array(rowCount).fill(-1);
      const dictionary: string[] = [];
      return { type: 'string', ...base(codes, coder(dictionary, textOf)), codes, dictionary };
    }
    default: {
      const values = new Array<string | number | boolean | null>(rowCount).fill(null);
      const toValue = (kind: number, number: number) =>
        kind === BOOLEAN ? number === 1 : textOf(kind, number);
      return { type: 'mixed', ...base(values, toValue), values };
    }
  }
}

const asNumber = (_kind: number, number: number) => number;

/** The cells of a column from one on that have the same style. */
interface StyleRun {
  readonly start: number;
  readonly style: number;
}

/**
 * Puts each cell's value at its row, in one go, and gives the causes of those that have none and the styles, which
 * rarely change on the way down.
 *
 * @param toValue what stands for a value that is no number
 */
function fill<T>(
  { log, order, start, end, first }: ColumnCells,
  values: { [row: number]: T | number },
  validity: Uint8Array,
  toValue: (kind: number, number: number) => T,
): { causes: Map<number, MissingCause> | undefined; styles: StyleRun[] } {
  const { rows, tags, numbers } = log;
  const styles: StyleRun[] = [];
  let causes: Map<number, MissingCause> | undefined;
  let style = -1;
  for (let i = start; i < end; i++) {
    const at = order[i]!;
    const row = rows[at]! - first;
    const tag = tags[at]!;
    if ((tag & STYLE) !== style) {
      style = tag & STYLE;
      styles.push({ start: i, style });
    }
    const kind = tag >>> 24;
    if (kind >= ERROR) {
      causes ??= new Map();
      causes.set(row, causeOf(kind, numbers[at]!));
      continue;
    }
    validity[row] = 1;
    values[row] = kind === NUMBER ? numbers[at]! : toValue(kind, numbers[at]!);
  }
  return { causes, styles };
}

/** Gives each text its place in a dictionary, the same one to equal texts. */
function coder(dictionary: string[], textOf: TextOf): (kind: number, number: number) => number {
  const codeOfText = new Map<string, number>();
  const codeOfShared = new Map<number, number>();
  return (kind, number) => {
    let code = kind === SHARED ? codeOfShared.get(number) : undefined;
    if (code !== undefined) return code;
    const text = textOf(kind, number);
    code = codeOfText.get(text);
    if (code === undefined) {
      code = dictionary.push(text) - 1;
      codeOfText.set(text, code);
    }
    if (kind === SHARED) codeOfShared.set(number, code);
    return code;
  };
}

/** Why a cell of this kind has no value. */
function causeOf(kind: number, number: number): MissingCause {
  if (kind === TOKEN) return { kind: 'token', text: String(number) };
  const { error } = cellErrorOf(number);
  return error === '#UNKNOWN!' ? { kind: 'error', text: error } : { kind: 'error', text: error, error };
}

/** The format that most cells have is the common one. */
function formatsOf(
  { log, order, end, first }: ColumnCells,
  styles: readonly StyleRun[],
  formats: readonly string[],
): ColumnFormats {
  const exceptions = new Map<number, string>();
  if (styles.length === 1) return { common: formats[styles[0]!.style] ?? 'General', exceptions };
  const runs = styles.map(({ start, style }, index) => {
    const next = styles[index + 1]?.start ?? end;
    return { start, next, format: formats[style] ?? 'General' };
  });
  const counts = new Map<string, number>();
  for (const { start, next, format } of runs) counts.set(format, (counts.get(format) ?? 0) + next - start);
  let common = '';
  let most = 0;
  for (const [format, count] of counts) if (count > most) [common, most] = [format, count];
  for (const { start, next, format } of runs) {
    if (format === common) continue;
    for (let i = start; i < next; i++) exceptions.set(log.rows[order[i]!]! - first, format);
  }
  return { common, exceptions };
}
