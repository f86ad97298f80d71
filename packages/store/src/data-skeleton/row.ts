import type { DataRow } from './language';

/** Sets a field, also one that is named as an object's prototype is. */
export function put(row: DataRow, field: string, value: unknown): void {
  if (field !== '__proto__') row[field] = value;
  else Object.defineProperty(row, field, { value, writable: true, enumerable: true, configurable: true });
}

/** A copy of some fields; what the row lacks is left out. */
export function project(row: DataRow, fields: readonly string[]): DataRow {
  const projected: DataRow = {};
  for (const field of fields) {
    const value = row[field];
    if (value !== undefined || field in row) put(projected, field, value);
  }
  return projected;
}

/** A copy with other names of fields. */
export function rename(row: DataRow, names: ReadonlyMap<string, string>): DataRow {
  const renamed: DataRow = {};
  for (const field of Object.keys(row)) put(renamed, names.get(field) || field, row[field]);
  return renamed;
}
