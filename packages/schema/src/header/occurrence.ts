import { headerKey } from './text';
import type { Header } from './types';

/** A header with what tells it from others of the same text. */
export interface Occurrence {
  readonly header: Header;
  readonly key: string;
  /** Key of the header to the left; '' for none. */
  readonly after: string;
  /** 0-based, among the headers of this key, from left to right. */
  readonly nth: number;
  /** How many headers have this key. */
  readonly of: number;
}

/**
 * Numbers the headers of one text. The suffix that pandas gives to repeated headers (`W.1`, `45926.0.1`) is
 * taken off where the text before it is a header too; `45926.0` keeps its `.0`, pandas counts from 1.
 */
export function occurrences(headers: readonly Header[]): Occurrence[] {
  const keys = headers.map((header) => headerKey(header.text));
  const present = new Set(keys);
  const bases = keys.map((key) => {
    const found = /^(.+)\.([1-9]\d{0,3})$/s.exec(key);
    return found && present.has(found[1]!) ? found[1]! : key;
  });
  const counts = new Map<string, number>();
  const places = bases.map((key) => {
    const nth = counts.get(key) ?? 0;
    counts.set(key, nth + 1);
    return nth;
  });
  return headers.map((header, at) => ({
    header,
    key: bases[at]!,
    after: bases[at - 1] ?? '',
    nth: places[at]!,
    of: counts.get(bases[at]!)!,
  }));
}

/** True if a group title holds one of the texts. */
export function titleHolds(title: string | null | undefined, texts: string | readonly string[]): boolean {
  const key = headerKey(title ?? '');
  if (!key) return false;
  return (typeof texts === 'string' ? [texts] : texts).some((text) => key.includes(headerKey(text)));
}
