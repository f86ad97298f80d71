import { type Occurrence, titleHolds } from './occurrence';
import { headerKey, splitMonth } from './text';
import type { HeaderRule } from './types';

/** What the rules say of a header: which field it is, which ones it may be, or nothing (null). */
export type RuleVerdict = {
  readonly decided: boolean;
  readonly fields: readonly string[];
  readonly month: string | null;
} | null;

interface Candidate extends HeaderRule {
  readonly afterKey: string | undefined;
}

/** The rules for a header's text, and the month that had to be cut out of it to find them. */
interface Found {
  readonly candidates: readonly Candidate[];
  readonly month: string | null;
}

/** Makes the function that asks a sheet's rules about one header. */
export function ruleBook(
  rules: readonly HeaderRule[],
  all: readonly Occurrence[],
): (occurrence: Occurrence) => RuleVerdict {
  const book = candidatesByKey(rules);
  const told = new Set([...groupBy(all)].filter(([, same]) => titlesTell(same, book)).map(([key]) => key));

  return (occurrence) => {
    const { candidates, month } = candidatesFor(book, occurrence.key);
    const near = candidates.filter(({ afterKey }) => afterKey === undefined || follows(occurrence, afterKey));
    const placed = near.filter(({ afterKey }) => afterKey !== undefined);
    const eligible = placed.length > 0 ? placed : near;
    if (eligible.length === 0) return null;
    const titlesCount = told.has(occurrence.key);
    const decided =
      (titlesCount ? some(eligible, (rule) => titleClaims(rule, occurrence)) : undefined) ??
      some(eligible, ({ group, nth }) => group === undefined && nth === undefined) ??
      // Where titles tell some of the headers apart, order could only contradict them.
      (titlesCount ? undefined : some(eligible, (rule) => orderClaims(rule, occurrence)));
    const fields = [...new Set((decided ?? eligible).map(({ field }) => field))];
    return { decided: decided !== undefined && fields.length === 1, fields, month };
  };
}

function candidatesByKey(rules: readonly HeaderRule[]): ReadonlyMap<string, readonly Candidate[]> {
  const book = new Map<string, Candidate[]>();
  for (const rule of rules) {
    const candidate = { ...rule, afterKey: rule.after === undefined ? undefined : headerKey(rule.after) };
    for (const text of typeof rule.header === 'string' ? [rule.header] : rule.header) {
      const key = headerKey(text);
      const others = book.get(key);
      if (others) others.push(candidate);
      else book.set(key, [candidate]);
    }
  }
  return book;
}

function candidatesFor(book: ReadonlyMap<string, readonly Candidate[]>, key: string): Found {
  const exact = book.get(key);
  if (exact) return { candidates: exact, month: null };
  const split = splitMonth(key);
  const candidates = split ? book.get(split.key) : undefined;
  return candidates ? { candidates, month: split!.month } : { candidates: [], month: null };
}

function groupBy(all: readonly Occurrence[]): ReadonlyMap<string, readonly Occurrence[]> {
  const groups = new Map<string, Occurrence[]>();
  for (const occurrence of all) {
    const same = groups.get(occurrence.key);
    if (same) same.push(occurrence);
    else groups.set(occurrence.key, [occurrence]);
  }
  return groups;
}

/** Titles tell headers of one text apart if they name some of them and no two alike. */
function titlesTell(same: readonly Occurrence[], book: ReadonlyMap<string, readonly Candidate[]>): boolean {
  const fields = same.flatMap((occurrence) =>
    candidatesFor(book, occurrence.key)
      .candidates.filter((rule) => titleClaims(rule, occurrence))
      .map(({ field }) => field),
  );
  return fields.length > 0 && new Set(fields).size === fields.length;
}

function titleClaims({ group }: HeaderRule, { header }: Occurrence): boolean {
  return group !== undefined && titleHolds(header.groupTitle, group);
}

function orderClaims({ nth, of }: HeaderRule, occurrence: Occurrence): boolean {
  return nth === occurrence.nth && (of === undefined || of === occurrence.of);
}

function follows({ after }: Occurrence, afterKey: string): boolean {
  return after === afterKey || splitMonth(after)?.key === afterKey;
}

function some(rules: readonly Candidate[], test: (rule: Candidate) => boolean): Candidate[] | undefined {
  const found = rules.filter(test);
  return found.length > 0 ? found : undefined;
}
