import { SchemaError } from '../errors';

/** Reads a field's numbers by row; NaN where it has none. */
export type NumberReader = (row: number) => number;

/** A formula made ready: the fields that it takes, and how to bind it to their columns. */
export interface Formula {
  /** Keys of the fields, each once, in the order in which they occur. */
  readonly keys: readonly string[];
  /** The formula's value by row, NaN where it has none. `read` is asked once a field. */
  bind(read: (key: string) => NumberReader): NumberReader;
}

type Node = (read: (key: string) => NumberReader) => NumberReader;

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z][A-Za-z0-9]*)|([-+*/^()]))/y;

/** Binding strength of the operators; `^` binds to the right. */
const STRENGTH: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 3 };

const operate: Readonly<Record<string, (a: NumberReader, b: NumberReader) => NumberReader>> = {
  '+': (a, b) => (row) => a(row) + b(row),
  '-': (a, b) => (row) => a(row) - b(row),
  '*': (a, b) => (row) => a(row) * b(row),
  '/': (a, b) => (row) => a(row) / b(row),
  '^': (a, b) => (row) => a(row) ** b(row),
};

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
    if (token === '-') {
      const node = expression(STRENGTH['*']!);
      return (read) => {
        const value = node(read);
        return (row) => -value(row);
      };
    }
    if (token === '(') {
      const node = expression(0);
      expect(')');
      return node;
    }
    if (/^\d/.test(token)) {
      const value = Number(token);
      return () => () => value;
    }
    if (token === 'abs' && tokens[at] === '(') {
      const node = operand();
      return (read) => {
        const value = node(read);
        return (row) => Math.abs(value(row));
      };
    }
    if (!/^[A-Za-z]/.test(token)) {
      at--;
      return fail();
    }
    keys.add(token);
    return (read) => read(token);
  }

  function expression(weakest: number): Node {
    let left = operand();
    for (;;) {
      const operator = tokens[at] ?? '';
      const strength = STRENGTH[operator] ?? 0;
      if (strength === 0 || strength <= weakest) return left;
      at++;
      const [a, b] = [left, expression(operator === '^' ? strength - 1 : strength)];
      left = (read) => operate[operator]!(a(read), b(read));
    }
  }

  const node = expression(0);
  if (at < tokens.length) fail();
  return {
    keys: [...keys],
    bind(read) {
      const readers = new Map([...keys].map((key) => [key, read(key)]));
      const value = node((key) => readers.get(key)!);
      return (row) => {
        const result = value(row);
        return Number.isFinite(result) ? result : Number.NaN;
      };
    },
  };
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
