/** An exchange under the name that the product uses, and as the source spells it. */
export interface ExchangeName {
  /** One of the canonical names; the source's own spelling if no canonical name is known for it. */
  readonly exchange: string;
  readonly source: string;
  /** False if the spelling is on no list. */
  readonly known: boolean;
}

/**
 * Brings an exchange's spellings to one name: `Nasdaq` and `NASDAQ` are one exchange.
 *
 * @param spellings By canonical name: the other spellings of it. Upper and lower case do not matter.
 * @returns Null for blank text.
 * @example
 * ```ts
 * import { parseExchange } from '@stock-analyzer/schema';
 *
 * parseExchange('Nasdaq', { NASDAQ: [] }); // → { exchange: 'NASDAQ', source: 'Nasdaq', known: true }
 * parseExchange('Moon', { NASDAQ: [] }); // → { exchange: 'Moon', source: 'Moon', known: false }
 * ```
 */
export function parseExchange(
  text: string,
  spellings: Readonly<Record<string, readonly string[]>>,
): ExchangeName | null {
  const source = text.trim();
  if (!source) return null;
  const wanted = source.toLowerCase();
  for (const [exchange, others] of Object.entries(spellings)) {
    if (exchange.toLowerCase() === wanted || others.some((other) => other.toLowerCase() === wanted)) {
      return { exchange, source, known: true };
    }
  }
  return { exchange: source, source, known: false };
}
