import type { CellErrorCode, MissingCause } from '../table';

/** The errors that a cell shows as text, longest first so that `#NAME?` is not taken for `#NA`. */
const ERROR_TEXTS: readonly CellErrorCode[] = [
  '#GETTING_DATA',
  '#DIV/0!',
  '#VALUE!',
  '#SPILL!',
  '#NULL!',
  '#NAME?',
  '#CALC!',
  '#REF!',
  '#NUM!',
  '#N/A',
];

/** How the binary workbook formats number their errors (BErr, [MS-XLSB] 2.5.97.2); some readers print them as hex. */
const ERROR_NUMBERS: ReadonlyMap<number, CellErrorCode> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
  [0x2b, '#GETTING_DATA'],
]);

/** One or more error numbers run together, as careless exports leave them: `0x2a`, `0-0x2a0x2a`. */
const HEX_ERRORS = /^(?:0-)?(?:0x[0-9a-f]{1,2})+$/i;

/** Error tokens are short; longer texts are texts, whatever they begin with. */
const LONGEST_TOKEN = 64;

/**
 * Tells whether a text stands for an error: a spreadsheet error with or without the column's name behind it
 * (`#N/A`, `#N/A ROE (Fwd)`), an error number in hex (`0x2a` is #N/A, `0xf` is #VALUE!), or one of `tokens`.
 *
 * @param text The cell's text.
 * @param tokens Further texts that the source writes instead of a value, compared whole.
 * @returns Why the value is missing; null if the text is no error token. Blank text is none: it is blank.
 * @example
 * ```ts
 * import { parseErrorToken } from '@stock-analyzer/schema';
 *
 * parseErrorToken('#N/A ROE (Fwd)'); // → { kind: 'token', text: '#N/A ROE (Fwd)', error: '#N/A' }
 * parseErrorToken('0xf')?.error; // → '#VALUE!'
 * parseErrorToken('McDonald`s'); // → null
 * ```
 */
export function parseErrorToken(text: string, tokens: readonly string[] = []): MissingCause | null {
  const first = text.charCodeAt(0);
  // Most texts are names: neither '#' nor a digit nor a space in front means no token, unless one is declared.
  if (tokens.length === 0 && first > 57) return null;
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > LONGEST_TOKEN) return null;
  if (tokens.includes(trimmed)) return { kind: 'token', text, ...errorIn(trimmed) };
  if (trimmed.startsWith('#') || HEX_ERRORS.test(trimmed)) {
    const error = errorIn(trimmed);
    return error ? { kind: 'token', text, ...error } : null;
  }
  return null;
}

function errorIn(text: string): { error: CellErrorCode } | undefined {
  const upper = text.toUpperCase();
  for (const code of ERROR_TEXTS) {
    if (!upper.startsWith(code)) continue;
    const next = upper.charAt(code.length);
    if (next === '' || next.trim() === '') return { error: code };
  }
  if (!HEX_ERRORS.test(text)) return undefined;
  const error = ERROR_NUMBERS.get(Number.parseInt(upper.slice(upper.lastIndexOf('0X') + 2), 16));
  return error ? { error } : undefined;
}
