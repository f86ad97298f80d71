import { companyTexts } from './company/texts';
import type { FieldDefinition, FieldTexts } from './field';

const known: ReadonlyMap<string, FieldTexts> = new Map(Object.entries(companyTexts));

/**
 * What a field means: as its definition says; else, for the canonical fields, as this package says of the field
 * with that column; else its name.
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
export function fieldTexts({ name, column, description, formula }: FieldDefinition): FieldTexts {
  const built = known.get(column);
  const computed = formula ?? (description ? undefined : built?.formula);
  return {
    description: description ?? built?.description ?? { en: name, ko: name },
    ...(computed !== undefined && { formula: computed }),
  };
}
