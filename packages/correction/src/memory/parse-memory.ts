import { CorrectionError } from '../errors';
import { isInstant, isText, parseVersioned } from '../model/json-file';
import type { DecisionMemory, RememberedDecision } from '../model/memory';
import { isDate } from './as-of';
import { mergeMemories, noMemory } from './remember';

/**
 * A memory from its JSON text, checked. Members that it does not know are left out.
 *
 * @throws CorrectionError `INVALID_MEMORY` if it is none.
 * @example
 * ```ts
 * import { noMemory, parseMemory } from '@stock-analyzer/correction/memory';
 *
 * parseMemory(JSON.stringify(noMemory)); // → { version: 1, decisions: [] }
 * ```
 */
export function parseMemory(json: string): DecisionMemory {
  const { decisions } = parseVersioned(json, 'decisions', 'INVALID_MEMORY');
  return mergeMemories(noMemory, { version: 1, decisions: decisions.map(parseEntry) });
}

function parseEntry(value: Readonly<Record<string, unknown>>, index: number): RememberedDecision {
  const { ticker, field, rule, from, to, decision, by, at, reason, as_of, expires } = value;
  if (
    (ticker === null || typeof ticker === 'string') &&
    typeof field === 'string' &&
    isText(rule) &&
    isCell(from) &&
    isCell(to) &&
    (decision === 'accept' || decision === 'refuse') &&
    isText(by) &&
    isInstant(at) &&
    typeof reason === 'string' &&
    isDate(as_of) &&
    isDate(expires)
  ) {
    const known = rule as RememberedDecision['rule'];
    return { ticker, field, rule: known, from, to, decision, by, at, reason, as_of, expires };
  }
  throw new CorrectionError({
    code: 'INVALID_MEMORY',
    message: `Decision ${index + 1} of the memory is none`,
    advice: 'The file was edited or cut off: restore it from a backup.',
  });
}

function isCell(value: unknown): value is RememberedDecision['from'] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
