import type { Dataset, FieldDefinition, Row } from '@stock-analyzer/schema';
import type { HistoryOptions } from '../contract';
import { StoreError } from '../errors';
import type { SnapshotTable } from '../snapshot/table';
import { checkDates, releasedWeeks } from './choose';
import type { CompanyAt, ReleaseInfo } from './types';

/** As {@link Store.history}, of a store with these releases. */
export async function readHistory(
  releases: readonly ReleaseInfo[],
  ticker: string,
  options: HistoryOptions,
  load: (week: ReleaseInfo) => Promise<SnapshotTable>,
): Promise<CompanyAt[]> {
  const found: CompanyAt[] = [];
  for (const week of weeksOf(releases, options)) {
    const table = await load(week);
    const company = table.get(ticker);
    if (company) found.push(ofCategory(company, options.category, table.dataset));
  }
  return found;
}

/**
 * The released weeks that a history is of, oldest first.
 *
 * @throws StoreError `INVALID_QUERY`.
 */
export function weeksOf(releases: readonly ReleaseInfo[], options: HistoryOptions): ReleaseInfo[] {
  checkDates(options);
  const { from = '', to = '9999-12-31', knownAt } = options;
  return releasedWeeks(releases, knownAt).filter(({ asOf }) => asOf >= from && asOf <= to);
}

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
