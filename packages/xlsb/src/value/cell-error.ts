/** The error values that a cell of an XLSB file may hold. */
export type CellErrorCode =
  | '#NULL!'
  | '#DIV/0!'
  | '#VALUE!'
  | '#REF!'
  | '#NAME?'
  | '#NUM!'
  | '#N/A'
  | '#GETTING_DATA';

/** An error as a cell's value; not to be mixed up with a text that merely looks like one. */
export interface CellError {
  /** `#UNKNOWN!` for a number that no known error has. */
  readonly error: CellErrorCode | '#UNKNOWN!';
}

/** [MS-XLSB] 2.5.97.2 */
const CODES: Readonly<Record<number, CellErrorCode>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

const errors: (CellError | undefined)[] = [];

/** The error that a byte stands for, as a value; always the same object. */
export function cellErrorOf(byte: number): CellError {
  let error = errors[byte];
  if (!error) {
    error = Object.freeze({ error: CODES[byte] ?? '#UNKNOWN!' });
    errors[byte] = error;
  }
  return error;
}
