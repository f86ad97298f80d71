import { columnLetters, type SheetTable } from '@stock-analyzer/schema';
import { SheetBuilder } from './columns';
import { BareToken, JsonObject, type JsonValue } from './json-parse';
import type { ReadLimits } from './limits';
import type { Notes } from './notes';
import type { SheetInfo } from './types';

/** A part of a JSON file that is a table. */
export interface JsonTable extends SheetInfo {
  /** Records, or rows that are arrays, or single values. */
  readonly rows: readonly JsonValue[];
  /** The keys of a dictionary of records; they become a first column. */
  readonly rowKeys?: readonly string[];
}

/** Keys under which an envelope holds its table; they lend it no name. */
const TRANSPARENT = new Set(['companies', 'data', 'records', 'rows']);
const ABOUT = new Set(['metadata', 'schema']);

/**
 * Finds the tables of a JSON file, whatever its envelope: a bare array, `{ metadata, companies }`,
 * `{ metadata, data }`, `{ data: { main: { M_Company: … } } }`. A table is called by the key it stands
 * under, or by the file.
 */
export function findTables(root: JsonValue, fileName: string, notes: Notes): JsonTable[] {
  const tables = new Map<string, JsonTable>();

  function add(path: readonly string[], table: Pick<JsonTable, 'rows' | 'rowKeys'>): void {
    const keys = path.filter((key) => !TRANSPARENT.has(key));
    const names = [keys.at(-1) ?? fileName, keys.join('.') || fileName, path.join('.')];
    let name = names.find((candidate) => !tables.has(candidate));
    for (let count = 2; name === undefined; count++) {
      if (!tables.has(`${names[2]} (${count})`)) name = `${names[2]} (${count})`;
    }
    tables.set(name, { name, visibility: 'visible', ...table });
  }

  function walk(value: JsonValue, path: readonly string[]): void {
    if (Array.isArray(value)) add(path, { rows: value });
    else if (!(value instanceof JsonObject)) {
      notes.add('SKIPPED_VALUE', `"${path.join('.')}" is neither a table nor metadata`);
    } else if (isDictionary(value)) add(path, { rows: value.values, rowKeys: value.keys });
    else {
      for (const [index, key] of value.keys.entries()) {
        if (!ABOUT.has(key)) walk(value.values[index]!, [...path, key]);
      }
    }
  }

  walk(root, []);
  return [...tables.values()];
}

/** Records by their key, `{ NVDA: { … }, AAPL: { … } }`, and not tables by their name. */
function isDictionary(value: JsonObject): boolean {
  return value.values.length > 0 && !isEnvelope(value) && value.values.every(isRecord);
}

function isRecord(value: JsonValue): boolean {
  if (!(value instanceof JsonObject) || isEnvelope(value)) return false;
  return (
    value.values.some((item) => !(item instanceof JsonObject) && !Array.isArray(item)) &&
    !value.values.some((list) => Array.isArray(list) && list.some((item) => item instanceof JsonObject))
  );
}

function isEnvelope(value: JsonObject): boolean {
  return value.keys.some((key) => ABOUT.has(key) || TRANSPARENT.has(key));
}

/** One column of a table of records, and those of the objects nested under the same key. */
interface Node {
  column?: number;
  readonly nested: Map<string, Node>;
}

/**
 * Makes a sheet of a table, the header in its first row: keys in the order in which the records first name
 * them, those of nested objects joined by a dot (`returns.1W`), lists as JSON text.
 */
export function jsonSheet(table: JsonTable, limits: ReadLimits, notes: Notes): SheetTable {
  const builder = new SheetBuilder();
  const root: Node = { nested: new Map() };
  let columns = 0;

  function columnOf(node: Node, header: string): number {
    if (node.column === undefined) {
      node.column = columns++;
      builder.set(0, node.column, header);
    }
    return node.column;
  }

  function put(row: number, column: number, value: JsonValue): void {
    if (value instanceof BareToken) {
      builder.setMissing(row, column, { kind: 'token', text: value.text });
    } else if (value !== null && typeof value === 'object') {
      builder.set(row, column, JSON.stringify(toPlain(value)));
    } else builder.set(row, column, value);
  }

  function putRecord(row: number, record: JsonObject, parent: Node, prefix: string): void {
    for (let index = 0; index < record.keys.length; index++) {
      const key = record.keys[index]!;
      const value = record.values[index]!;
      let node = parent.nested.get(key);
      if (!node) {
        node = { nested: new Map() };
        parent.nested.set(key, node);
      }
      if (value instanceof JsonObject) {
        putRecord(row, value, node, `${prefix}${key}.`);
        continue;
      }
      const column = columnOf(node, prefix + key);
      if (key === 'NaN') {
        notes.add('NAN_KEY', 'A key is NaN, the trace of an empty header', {
          sheet: table.name,
          row: row + 1,
          column: columnLetters(column),
        });
      }
      put(row, column, value);
    }
  }

  const grid = table.rows.length > 0 && table.rows.every((row) => Array.isArray(row));
  const keyNode: Node = { nested: new Map() };
  const valueNode: Node = { nested: new Map() };
  table.rows.forEach((item, index) => {
    const row = grid ? index : index + 1;
    if (table.rowKeys) put(row, columnOf(keyNode, 'key'), table.rowKeys[index]!);
    if (item instanceof JsonObject) putRecord(row, item, root, '');
    else if (grid) {
      for (const [column, value] of (item as readonly JsonValue[]).entries()) put(row, column, value);
    } else put(row, columnOf(valueNode, 'value'), item);
  });
  return builder.build({ name: table.name, visibility: table.visibility }, limits);
}

/** The value as plain JavaScript; bare tokens are null. */
export function toPlain(value: JsonValue): unknown {
  if (value instanceof BareToken) return null;
  if (Array.isArray(value)) return value.map(toPlain);
  if (!(value instanceof JsonObject)) return value;
  const object: Record<string, unknown> = {};
  for (const [index, key] of value.keys.entries()) {
    // defineProperty, since assigning to `__proto__` would set the prototype.
    Object.defineProperty(object, key, {
      value: toPlain(value.values[index]!),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return object;
}
