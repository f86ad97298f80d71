import { columnLetters } from '../sheet';
import { cleanHeader, headerKey } from './text';
import type { HeaderMatch } from './types';

/**
 * One name a column, no two alike: the field's display name, the date, or else the sheet's own header, numbered
 * as pandas does (`W`, `W.1`) where it repeats. A column without a header is called by its letters.
 *
 * @example
 * ```ts
 * import { columnNames, resolveHeaders } from '@stock-analyzer/schema/header';
 *
 * const headers = ['W', 'W', '', '45933'].map((text, index) => ({ text, index }));
 * columnNames(resolveHeaders(headers, { fields: [] })); // → ['W', 'W.1', 'Column C', '2025-10-03']
 * ```
 */
export function columnNames(matches: readonly HeaderMatch[]): string[] {
  const taken = new Set<string>();
  const suffixes = new Map<string, number>();
  for (const match of matches) if (match.kind === 'field') taken.add(match.field.name);
  return matches.map((match) => {
    if (match.kind === 'field') return match.field.name;
    const base = ownName(match);
    let suffix = suffixes.get(base) ?? 0;
    let name = suffix === 0 ? base : `${base}.${suffix}`;
    while (taken.has(name)) name = `${base}.${++suffix}`;
    suffixes.set(base, suffix);
    taken.add(name);
    return name;
  });
}

function ownName(match: HeaderMatch): string {
  if (match.kind === 'date') return match.date;
  return headerKey(match.text) === '' ? `Column ${columnLetters(match.index)}` : cleanHeader(match.text);
}
