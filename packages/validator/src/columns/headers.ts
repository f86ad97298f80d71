import type { Schema } from '@stock-analyzer/schema';
import { memo } from '../memo';

/** Which field each header names, and which headers no field takes. */
export interface HeaderMap {
  /** By position in the headers: index of the schema's field, -1 for none. */
  readonly fieldOf: Int32Array;
  /** Headers that no field claims. */
  readonly unknown: readonly string[];
  /** Headers of a field that another header already gives, with that field's name. */
  readonly surplus: readonly { readonly header: string; readonly field: string; readonly taken: string }[];
}

const month = /[A-Z][a-z]{2}-\d{2}/;

/**
 * Finds the fields that headers name: by display name, or by display name with another month
 * (`PER (Nov-25)`). Where two headers name one field the exact name wins, else the first; nothing is guessed.
 */
export function mapHeaders(schema: Schema, headers: readonly string[]): HeaderMap {
  const { exact, find } = finderOf(schema);
  const fieldOf = Int32Array.from(headers, find);
  const winner = new Map<number, number>();
  fieldOf.forEach((field, position) => {
    if (field >= 0 && (!winner.has(field) || exact.has(headers[position]!))) winner.set(field, position);
  });
  const unknown: string[] = [];
  const surplus: { header: string; field: string; taken: string }[] = [];
  fieldOf.forEach((field, position) => {
    const header = headers[position]!;
    if (field < 0) unknown.push(header);
    else if (winner.get(field) !== position) {
      surplus.push({ header, field: schema.fields[field]!.name, taken: headers[winner.get(field)!]! });
      fieldOf[position] = -1;
    }
  });
  return { fieldOf, unknown, surplus };
}

/** Stands for a month in a name. */
const ANY = '\0';

interface Finder {
  readonly exact: ReadonlyMap<string, number>;
  /** Index of the field that a header names, -1 for none. */
  readonly find: (header: string) => number;
}

/** Made once a schema, as single rows are checked by the thousand. */
export const finderOf = memo((schema: Schema): Finder => {
  const exact = new Map(schema.fields.map((field, index) => [field.name, index]));
  const monthly = new Map<string, number>();
  schema.fields.forEach(({ name, month = '' }, index) => {
    const anyMonth = name.replace(month, ANY);
    if (month && !monthly.has(anyMonth)) monthly.set(anyMonth, index);
  });
  const find = (header: string): number =>
    exact.get(header) ?? (month.test(header) ? monthly.get(header.replace(month, ANY)) : undefined) ?? -1;
  return { exact, find };
});
