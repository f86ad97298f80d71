import { companyTexts } from './company/texts';
import type { FieldDefinition, FieldTexts } from './field';

const known: ReadonlyMap<string, FieldTexts> = new Map(Object.entries(companyTexts));

/**
 * What a field means: as its definition says; else, unless it is a source's own, as this package says of the
 * canonical field with that column; else its name.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { fieldTexts } from '@stock-analyzer/schema/dictionary';
 *
 * const roe = companySchema.byName.get('ROE (Fwd)')!;
 * fieldTexts(roe).description; // → { en: 'Expected return on equity', ko: '예상 자기자본이익률' }
 * fieldTexts(roe).formula; // → '100 × net income of the next 12 months ÷ equity'
 * ```
 */
export function fieldTexts({ name, column, category, ...own }: FieldDefinition): FieldTexts {
  const canonical = category === 'native' ? undefined : known.get(column);
  const { description = canonical?.description ?? { en: name, ko: name }, formula = canonical?.formula } =
    own;
  return { description, ...(formula !== undefined && { formula }) };
}
