import type { Schema } from '@stock-analyzer/schema';
import { type HeaderMap, mapHeaders } from '../columns/headers';

/** Where rows of one shape have their values. */
export interface RowLayout {
  readonly keys: readonly string[];
  /** By position of the key: index of the field that it gives, -1 for none. */
  readonly fieldOf: Int32Array;
  /** By index of the field: its key; undefined where these rows lack it. */
  readonly keyOf: readonly (string | undefined)[];
  /** Whether these rows have every field. */
  readonly isComplete: boolean;
}

/** Finds where rows of each shape have their fields; headers are weighed over all of them. */
export function layOut(
  schema: Schema,
  shapes: readonly (readonly string[])[],
): { headers: HeaderMap; layouts: RowLayout[] } {
  const names = [...new Set(shapes.flat())];
  const headers = mapHeaders(schema, names);
  const fieldByName = new Map(names.map((name, position) => [name, headers.fieldOf[position]!]));
  const layouts = shapes.map((keys): RowLayout => {
    const fieldOf = Int32Array.from(keys, (key) => fieldByName.get(key)!);
    const keyOf: (string | undefined)[] = new Array(schema.fields.length).fill(undefined);
    fieldOf.forEach((field, position) => {
      if (field >= 0) keyOf[field] = keys[position];
    });
    return { keys, fieldOf, keyOf, isComplete: !keyOf.includes(undefined) };
  });
  return { headers, layouts };
}
