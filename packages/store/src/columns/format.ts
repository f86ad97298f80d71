/** What a column file begins with: no text has it, and what treats the file as a text damages it visibly. */
export const MAGIC: readonly number[] = [0x89, 0x53, 0x41, 0x43, 0x0d, 0x0a, 0x1a, 0x0a];

/** A change that older code could not read raises it. */
export const FORMAT = 1;

/** Magic, then six words: format, bytes of header and body, hashes of header, body and the words before. */
export const PREAMBLE_BYTES = 32;

/** Offsets of the words of the preamble. */
export const AT = { format: 8, headerBytes: 12, bodyBytes: 16, headerHash: 20, bodyHash: 24, hash: 28 };

/** The width of a part whose numbers are stored as they are, as doubles. */
export const RAW = 8;

/** A top byte that says: no value. */
export const MISSING = -128;

/** A top byte that says: the next number of the next part. */
export const ELSEWHERE = -127;

/** Powers of ten up to this one are exact doubles, so a division by them rounds once, as parsing a decimal does. */
export const MAX_DECIMALS = 22;

/** Read as a decimal: `**` may be off by a bit, and otherwise off in another engine. */
export function powerOfTen(decimals: number): number {
  return Number(`1e${decimals}`);
}

/**
 * One layer of a list of numbers: the decimals, the bytes a number has, how many numbers the layer is of, and how
 * many of those it holds. Layer 0 is of all rows; each further one is of what did not fit the layer before.
 */
export type NumberPart = readonly [decimals: number, width: number, count: number, held: number];

/** Where the values of a column are: its parts of the body, in the order of these keys. */
export interface StoredColumn {
  readonly name: string;
  readonly type: 'number' | 'string' | 'boolean' | 'mixed';
  readonly numbers?: readonly NumberPart[];
  /** Of texts: 0 is the next text of the dictionary that no row before had, n + 1 is text n. */
  readonly codes?: readonly NumberPart[];
  /** How many texts the dictionary has, and its bytes: a JSON array in UTF-8. */
  readonly dictionary?: readonly [entries: number, bytes: number];
  /** 0 and 1. */
  readonly booleans?: readonly NumberPart[];
  /** Why values are missing: columns `row`, `kind`, `text` and `error`. */
  readonly causes?: StoredTable;
}

/** A table as the header tells of it. */
export interface StoredTable {
  readonly rows: number;
  readonly columns: readonly StoredColumn[];
}
