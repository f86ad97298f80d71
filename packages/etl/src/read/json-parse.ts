import { EtlError } from '../errors';
import { type ReadLimits, tooLarge } from './limits';
import type { Notes } from './notes';
import type { TextPosition } from './types';

/**
 * A JSON object as written: keys in the order of the text. A JavaScript object would move a key such as
 * `45933` to the front and treat `__proto__` specially.
 */
export class JsonObject {
  constructor(
    readonly keys: readonly string[],
    readonly values: readonly JsonValue[],
  ) {}

  get(key: string): JsonValue | undefined {
    return this.values[this.keys.indexOf(key)];
  }
}

/** What stands where a value should and is no JSON: `NaN`, `-Infinity`, `undefined`, or a number too large. */
export class BareToken {
  constructor(readonly text: string) {}
}

export type JsonValue = string | number | boolean | null | JsonObject | BareToken | readonly JsonValue[];

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const TOKEN = /(?:true|false|null|undefined|NaN|[-+]?Infinity|-NaN)(?![\w$])/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;

/**
 * Parses JSON that may hold the bare tokens which some writers leave in it.
 *
 * @throws EtlError `DAMAGED` with line and column, `TRUNCATED` if the text ends too early, `TOO_LARGE`
 */
export function parseJson(text: string, limits: ReadLimits, notes: Notes): JsonValue {
  let at = 0;

  function fail(what: string): never {
    const cut = at >= text.length;
    const { line, column } = positionOf(text, at);
    throw new EtlError({
      code: cut ? 'TRUNCATED' : 'DAMAGED',
      message: cut
        ? `The JSON ends at line ${line}, column ${column}, where ${what} should follow`
        : `The JSON is malformed at line ${line}, column ${column}: ${what} expected`,
      advice: cut ? 'Fetch the file again.' : 'Write the file again with a JSON library.',
      retryable: cut,
    });
  }

  function skipBlanks(): number {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return code;
      at++;
    }
  }

  function string(): string {
    const start = at + 1;
    const end = text.indexOf('"', start);
    const plain = end < 0 ? '' : text.slice(start, end);
    if (end >= 0 && !plain.includes('\\') && !plain.includes('\n')) {
      at = end + 1;
      return plain;
    }
    STRING.lastIndex = at;
    const raw = STRING.exec(text)?.[0];
    if (raw === undefined) {
      at = text.length;
      fail('the closing quote of a text');
    }
    try {
      const value: string = JSON.parse(raw);
      at += raw.length;
      return value;
    } catch {
      return fail('a text with valid escapes');
    }
  }

  function object(depth: number): JsonObject {
    const start = at++;
    let keys: string[] = [];
    let values: JsonValue[] = [];
    if (skipBlanks() === 125) at++;
    else {
      for (;;) {
        if (skipBlanks() !== 34) fail('a key');
        keys.push(string());
        if (skipBlanks() !== 58) fail('a colon');
        at++;
        values.push(value(depth + 1));
        const code = skipBlanks();
        if (code !== 44 && code !== 125) fail('a comma or }');
        at++;
        if (code === 125) break;
      }
    }
    if (new Set(keys).size < keys.length) {
      const last = new Map(keys.map((key, index) => [key, values[index]!]));
      notes.add('DUPLICATE_KEY', 'A key occurs twice in one record', positionOf(text, start));
      keys = [...last.keys()];
      values = [...last.values()];
    }
    return new JsonObject(keys, values);
  }

  function array(depth: number): JsonValue[] {
    at++;
    const values: JsonValue[] = [];
    if (skipBlanks() === 93) {
      at++;
      return values;
    }
    for (;;) {
      values.push(value(depth + 1));
      const code = skipBlanks();
      if (code !== 44 && code !== 93) fail('a comma or ]');
      at++;
      if (code === 93) return values;
    }
  }

  function value(depth: number): JsonValue {
    const code = skipBlanks();
    if (code === 34) return string();
    if (code === 123 || code === 91) {
      if (depth >= limits.depth) throw tooLarge('The JSON nests too deeply', 'depth', limits);
      return code === 123 ? object(depth) : array(depth);
    }
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text)?.[0];
    if (number !== undefined) {
      const parsed = Number(number);
      if (Number.isFinite(parsed)) {
        at += number.length;
        return parsed;
      }
      return bare(number);
    }
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return fail('a value');
    if (token !== 'true' && token !== 'false' && token !== 'null') return bare(token);
    at += token.length;
    return token === 'null' ? null : token === 'true';
  }

  function bare(token: string): BareToken {
    notes.add('BARE_TOKEN', `${token} stands where JSON has no such value`, positionOf(text, at));
    at += token.length;
    return new BareToken(token);
  }

  const root = value(0);
  skipBlanks();
  if (at < text.length) fail('the end of the file');
  return root;
}

function positionOf(text: string, at: number): TextPosition {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', lineStart)) {
    line++;
    lineStart = next + 1;
  }
  return { line, column: at - lineStart + 1 };
}
