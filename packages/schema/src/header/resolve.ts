import type { FieldDefinition } from '../field';
import { type Occurrence, occurrences } from './occurrence';
import { ruleBook } from './rules';
import { headerDate, resolveSeries } from './series';
import { headerKey, MONTH, splitMonth } from './text';
import type { Header, HeaderContext, HeaderMatch } from './types';

/**
 * Finds out what each header of a sheet means.
 *
 * A profile's rule comes first, then a series of dates, then field names, aliases, and names with another
 * month. Headers are compared in one line, without the spaces around them and without regard to case; the
 * suffixes of repeated headers (`W.1`) are understood. What several fields claim, or several headers, is
 * `ambiguous`; what none claims is `unknown`. One match a header comes back, in the order given.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { resolveHeaders } from '@stock-analyzer/schema/header';
 *
 * const headers = ['Ticker', 'PER (Nov-25)', '45926.0', 'Return (Y)'].map((text, index) => ({ text, index }));
 * const matches = resolveHeaders(headers, { fields: companySchema.fields });
 * matches.map((match) => match.kind); // → ['field', 'field', 'date', 'field']
 * matches[1]!.kind === 'field' && [matches[1]!.field.name, matches[1]!.month]; // → ['PER (Oct-25)', 'Nov-25']
 * ```
 */
export function resolveHeaders(headers: readonly Header[], context: HeaderContext): HeaderMatch[] {
  const all = occurrences(headers);
  const names = new Map(context.fields.map((field) => [field.name, field]));
  const byHeader = nameBook(context.fields);
  const rules = ruleBook(context.rules ?? [], all);
  const dates = all.map(({ key }) => headerDate(key, context.date1904 ?? false));
  const series = new Map(
    resolveSeries(all, dates, context.series ?? []).map((step) => [step.at, step.fields]),
  );

  const matches = all.map((occurrence, at): HeaderMatch => {
    const verdict = rules(occurrence);
    if (verdict) {
      const { fields, month } = verdict;
      if (verdict.decided) return claimed(occurrence.header, names, fields, 'rule', month, null);
      return { ...occurrence.header, kind: 'ambiguous', candidates: fields };
    }
    if (occurrence.key === '') return { ...occurrence.header, kind: 'blank' };
    const date = dates[at]!;
    const step = series.get(at) ?? [];
    if (step.length > 0) return claimed(occurrence.header, names, step, 'series', null, date);
    return (
      byName(occurrence, byHeader) ?? {
        ...occurrence.header,
        ...(date ? { kind: 'date', date } : { kind: 'unknown' }),
      }
    );
  });
  return contested(matches);
}

function claimed(
  header: Header,
  names: ReadonlyMap<string, FieldDefinition>,
  fields: readonly string[],
  by: 'rule' | 'series',
  month: string | null,
  date: string | null,
): HeaderMatch {
  const field = fields.length === 1 ? names.get(fields[0]!) : undefined;
  if (!field) return { ...header, kind: 'ambiguous', candidates: fields };
  return { ...header, kind: 'field', field, by, month, date };
}

type Named = { readonly field: FieldDefinition; readonly by: 'name' | 'alias' };

function nameBook(fields: readonly FieldDefinition[]): ReadonlyMap<string, readonly Named[]> {
  const book = new Map<string, Named[]>();
  const add = (text: string, named: Named) => {
    const key = headerKey(text);
    const others = book.get(key) ?? [];
    if (!others.some(({ field }) => field === named.field)) book.set(key, [...others, named]);
  };
  for (const field of fields) {
    add(field.name, { field, by: 'name' });
    if (field.month) add(field.name.replace(field.month, MONTH), { field, by: 'name' });
    for (const alias of field.aliases ?? []) add(alias, { field, by: 'alias' });
  }
  return book;
}

function byName(
  { header, key }: Occurrence,
  book: ReadonlyMap<string, readonly Named[]>,
): HeaderMatch | undefined {
  const split = key.endsWith(')') ? splitMonth(key) : null;
  const exact = book.get(key);
  const found = exact ?? (split && book.get(split.key)) ?? [];
  if (found.length === 0) return undefined;
  if (found.length > 1)
    return { ...header, kind: 'ambiguous', candidates: found.map(({ field }) => field.name) };
  const { field, by } = found[0]!;
  const month = field.month && split ? split.month : null;
  return { ...header, kind: 'field', field, by: exact ? by : 'month', month, date: null };
}

/**
 * Several headers of one field: which of them is it? The one that a rule or a series names, if it is one; else
 * none, until someone says so.
 */
function contested(matches: readonly HeaderMatch[]): HeaderMatch[] {
  const claims = new Map<string, { all: number; ruled: number }>();
  for (const match of matches) {
    if (match.kind !== 'field') continue;
    const claim = claims.get(match.field.name) ?? { all: 0, ruled: 0 };
    claims.set(match.field.name, { all: claim.all + 1, ruled: claim.ruled + (isRuled(match) ? 1 : 0) });
  }
  return matches.map((match) => {
    if (match.kind !== 'field') return match;
    const { all, ruled } = claims.get(match.field.name)!;
    if (all === 1 || (ruled === 1 && isRuled(match))) return match;
    const { index, text, groupTitle = null } = match;
    return { index, text, groupTitle, kind: 'ambiguous', candidates: [match.field.name] };
  });
}

function isRuled(match: HeaderMatch & { readonly kind: 'field' }): boolean {
  return match.by === 'rule' || match.by === 'series';
}
