import { SchemaError } from '../errors';

/** Reads a field's numbers by row; NaN where it has none. */
export type NumberReader = (row: number) => number;

/** Puts a field's numbers of the rows from one on into the numbers given, as many as these are; NaN where it has none. */
export type NumberFiller = (from: number, into: Float64Array) => void;

/** The most rows that a {@link NumberFiller} is asked for at a time. */
export const BLOCK = 512;

/** A formula made ready: the fields that it takes, and how to bind it to their columns. */
export interface Formula {
  /** Keys of the fields, each once, in the order in which they occur. */
  readonly keys: readonly string[];
  /** The formula's value by row, NaN where it has none. `read` is asked once a field. */
  bind(read: (key: string) => NumberReader): NumberReader;
  /** The same for many rows, at most 512 at a time, which takes a fraction of the time a row. */
  bindFiller(fill: (key: string) => NumberFiller): NumberFiller;
}

/** A part of a formula. */
interface Node {
  reader(read: (key: string) => NumberReader): NumberReader;
  filler(fill: (key: string) => NumberFiller): NumberFiller;
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z][A-Za-z0-9]*)|([-+*/^()]))/y;

/** Binding strength of the operators; `^` binds to the right. */
const STRENGTH: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 3 };

interface Operator {
  reader(a: NumberReader, b: NumberReader): NumberReader;
  /** Puts the results into `x`; `y` may be longer. */
  into(x: Float64Array, y: Float64Array): void;
}

const operators: Readonly<Record<string, Operator>> = {
  '+': {
    reader: (a, b) => (row) => a(row) + b(row),
    into(x, y) {
      for (let at = 0; at < x.length; at++) x[at]! += y[at]!;
    },
  },
  '-': {
    reader: (a, b) => (row) => a(row) - b(row),
    into(x, y) {
      for (let at = 0; at < x.length; at++) x[at]! -= y[at]!;
    },
  },
  '*': {
    reader: (a, b) => (row) => a(row) * b(row),
    into(x, y) {
      for (let at = 0; at < x.length; at++) x[at]! *= y[at]!;
    },
  },
  '/': {
    reader: (a, b) => (row) => a(row) / b(row),
    into(x, y) {
      for (let at = 0; at < x.length; at++) x[at]! /= y[at]!;
    },
  },
  '^': {
    reader: (a, b) => (row) => a(row) ** b(row),
    into(x, y) {
      for (let at = 0; at < x.length; at++) x[at]! **= y[at]!;
    },
  },
};

function binary({ reader, into }: Operator, a: Node, b: Node): Node {
  return {
    reader: (read) => reader(a.reader(read), b.reader(read)),
    filler(fill) {
      const [left, right] = [a.filler(fill), b.filler(fill)];
      const other = new Float64Array(BLOCK);
      return (from, to) => {
        left(from, to);
        right(from, other.length === to.length ? other : other.subarray(0, to.length));
        into(to, other);
      };
    },
  };
}

function unary(node: Node, operate: (value: number) => number): Node {
  return {
    reader(read) {
      const value = node.reader(read);
      return (row) => operate(value(row));
    },
    filler(fill) {
      const value = node.filler(fill);
      return (from, into) => {
        value(from, into);
        for (let at = 0; at < into.length; at++) into[at] = operate(into[at]!);
      };
    },
  };
}

/**
 * Reads a formula of numbers, field keys, `+ - * / ^`, parentheses and `abs(…)`. It becomes closures; no source
 * text is ever run.
 *
 * @throws SchemaError `INVALID_RELATION` if the text is no formula.
 * @example
 * ```ts
 * import { parseFormula } from '@stock-analyzer/schema/relations';
 *
 * const formula = parseFormula('100 * pbr / per');
 * formula.keys; // → ['pbr', 'per']
 * const columns = { pbr: [3, 5], per: [20, 0] } as Record<string, number[]>;
 * const roe = formula.bind((key) => (row) => columns[key]![row]!);
 * roe(0); // → 15
 * ```
 */
export function parseFormula(text: string): Formula {
  const tokens = tokensOf(text);
  const keys = new Set<string>();
  let at = 0;

  const fail = (): never => {
    throw invalid(text, tokens[at] === undefined ? 'ends too early' : `is not understood at "${tokens[at]}"`);
  };
  const expect = (token: string) => (tokens[at] === token ? at++ : fail());

  function operand(): Node {
    const token = tokens[at];
    if (token === undefined) return fail();
    at++;
    if (token === '-') return unary(expression(STRENGTH['*']!), (value) => -value);
    if (token === '(') {
      const node = expression(0);
      expect(')');
      return node;
    }
    if (/^\d/.test(token)) {
      const value = Number(token);
      return { reader: () => () => value, filler: () => (_, into) => into.fill(value) };
    }
    if (token === 'abs' && tokens[at] === '(') return unary(operand(), Math.abs);
    if (!/^[A-Za-z]/.test(token)) {
      at--;
      return fail();
    }
    keys.add(token);
    return { reader: (read) => read(token), filler: (fill) => fill(token) };
  }

  function expression(weakest: number): Node {
    let left = operand();
    for (;;) {
      const operator = tokens[at] ?? '';
      const strength = STRENGTH[operator] ?? 0;
      if (strength === 0 || strength <= weakest) return left;
      at++;
      left = binary(operators[operator]!, left, expression(operator === '^' ? strength - 1 : strength));
    }
  }

  const node = expression(0);
  if (at < tokens.length) fail();
  return {
    keys: [...keys],
    bind(read) {
      const readers = new Map([...keys].map((key) => [key, read(key)]));
      const value = node.reader((key) => readers.get(key)!);
      return (row) => finite(value(row));
    },
    bindFiller(fill) {
      const value = node.filler(fill);
      return (from, into) => {
        value(from, into);
        for (let at = 0; at < into.length; at++) into[at] = finite(into[at]!);
      };
    },
  };
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  for (let at = 0; at < end; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) throw invalid(text, `is not understood at character ${at + 1}`);
    tokens.push(match[0].trimStart());
    at = TOKEN.lastIndex;
  }
  return tokens;
}

function invalid(text: string, problem: string): SchemaError {
  return new SchemaError({
    code: 'INVALID_RELATION',
    message: `The formula "${text}" ${problem}`,
    advice: 'Use numbers, field keys, + - * / ^, parentheses and abs(…).',
  });
}
