import type { DataRow } from './language';
import { put } from './row';

/** What a broken export wrote for an error of a subtraction. */
const GARBAGE = '0-0x2a0x2a';

/** Whether a row says anything: a value that is neither empty nor 0 nor {@link GARBAGE}. */
export function hasValidData(row: DataRow): boolean {
  if (row === null || typeof row !== 'object') return false;
  for (const key of Object.keys(row)) {
    const value = row[key];
    if (!value) continue;
    if (typeof value === 'object' && !Array.isArray(value)) return true;
    const text = String(value).trim();
    if (text !== '' && text !== GARBAGE) return true;
  }
  return false;
}

/** A copy with clean texts: without {@link GARBAGE}, runs of space as one space, null for an empty one. */
export function cleanRow(row: DataRow): DataRow {
  const cleaned: DataRow = {};
  for (const key of Object.keys(row)) {
    const value = row[key];
    put(cleaned, key, typeof value === 'string' ? cleanText(value) : value);
  }
  return cleaned;
}

const SPACES = /\s+/g;
/** Space that is more or other than one blank between words. */
const UNTIDY = /^\s|\s$|[^\S ]| {2}/;

function cleanText(value: string): string | null {
  let text = value.includes(GARBAGE) ? value.replaceAll(GARBAGE, '') : value;
  if (UNTIDY.test(text)) text = text.trim().replace(SPACES, ' ');
  return text === '' ? null : text;
}
