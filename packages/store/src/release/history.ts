import type { Dataset, FieldDefinition, Row } from '@stock-analyzer/schema';
import { StoreError } from '../errors';
import type { CompanyAt } from './types';

/**
 * A company with the fields of one category only, and its ticker; `native` leaves the source's own fields.
 *
 * @throws StoreError `INVALID_QUERY` if no field has that category.
 */
export function ofCategory(
  company: CompanyAt,
  category: string | undefined,
  { schema }: Pick<Dataset, 'schema'>,
): CompanyAt {
  if (category === undefined) return company;
  const fields: readonly FieldDefinition[] = schema.fields;
  const known = [...new Set([...fields.map((field) => field.category), 'native'])];
  if (!known.includes(category as 'native')) {
    throw new StoreError({
      code: 'INVALID_QUERY',
      message: `There is no category "${category}"`,
      advice: `There are ${known.join(', ')}.`,
    });
  }
  const kept = (name: string) => {
    const field = schema.byName.get(name);
    return field?.column === 'ticker' || field?.category === category;
  };
  const canonical: Row = Object.fromEntries(Object.entries(company.fields).filter(([name]) => kept(name)));
  const native = category === 'native' ? company.native : {};
  return {
    ...company,
    fields: canonical,
    native,
    marks: company.marks.filter(
      ({ field }) => Object.hasOwn(canonical, field) || Object.hasOwn(native, field),
    ),
  };
}
