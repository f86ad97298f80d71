import { isMissing } from './compare';
import type { DataRow } from './language';

/** One field of a {@link DetectedSchema}. */
export interface DetectedField {
  readonly name: string;
  /** As `typeof` says, of the values that are there; `mixed` where they differ or there are none. */
  readonly type: string;
  readonly nullable: boolean;
  readonly unique: boolean;
}

/** What the first hundred rows look like. */
export interface DetectedSchema {
  readonly version: string;
  /** ISO 8601 instant. */
  readonly generatedAt: string;
  readonly recordCount: number;
  readonly fields: readonly DetectedField[];
}

/** How many rows are looked at. */
const SAMPLE = 100;

/** @throws Error for no rows, in the words that pages know. */
export function detectSchema(rows: readonly DataRow[]): DetectedSchema {
  const [first] = rows ?? [];
  if (!first) throw new Error('스키마 감지: 데이터가 비어있습니다');
  const sample = rows.slice(0, SAMPLE);
  return {
    version: '1.0',
    generatedAt: new Date().toISOString(),
    recordCount: rows.length,
    fields: Object.keys(first).map((name) => ({
      name,
      type: fieldType(name, sample),
      nullable: isNullable(name, sample),
      unique: isUnique(name, sample),
    })),
  };
}

/** As {@link DetectedField.type}. */
export function fieldType(field: string, sample: readonly DataRow[]): string {
  const types = new Set(present(field, sample).map((value) => typeof value));
  const [only] = types;
  return types.size === 1 ? only! : 'mixed';
}

/** Whether a row has no value. */
export function isNullable(field: string, sample: readonly DataRow[]): boolean {
  return sample.some((row) => isMissing(row[field]));
}

/** Whether no two rows have the same value. */
export function isUnique(field: string, sample: readonly DataRow[]): boolean {
  const values = present(field, sample);
  return new Set(values).size === values.length;
}

function present(field: string, sample: readonly DataRow[]): unknown[] {
  return sample.map((row) => row[field]).filter((value) => !isMissing(value));
}
