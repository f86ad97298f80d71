import { type Occurrence, titleHolds } from './occurrence';
import { headerKey, splitMonth } from './text';
import type { HeaderRule } from './types';

/** What the rules say of a header: one field, several, or nothing (null). */
export type RuleVerdict = { readonly fields: readonly string[]; readonly month: string | null } | null;

interface Candidate extends HeaderRule {
  readonly afterKey: string | undefined;
}

/** Makes the function that asks a sheet's rules about one header. */
export function ruleBook(
  rules: readonly HeaderRule[],
  all: readonly Occurrence[],
): (occurrence: Occurrence) => RuleVerdict {
  const byKey = new Map<string, Candidate[]>();
  for (const rule of rules) {
    const candidate = { ...rule, afterKey: rule.after === undefined ? undefined : headerKey(rule.after) };
    for (const text of typeof rule.header === 'string' ? [rule.header] : rule.header) {
      const key = headerKey(text);
      byKey.set(key, [...(byKey.get(key) ?? []), candidate]);
    }
  }
  const titled = new Set<string>();
  for (const { key, header } of all) {
    const rulesOf = candidatesFor(byKey, key).candidates;
    if (rulesOf.some(({ group }) => group && titleHolds(header.groupTitle, group))) titled.add(key);
  }

  return (occurrence) => {
    const { candidates, month } = candidatesFor(byKey, occurrence.key);
    const near = candidates.filter(({ afterKey }) => afterKey === undefined || afterKey === occurrence.after);
    const placed = near.filter(({ afterKey }) => afterKey !== undefined);
    const eligible = placed.length > 0 ? placed : near;
    if (eligible.length === 0) return null;
    const decided =
      some(eligible, ({ group }) => group !== undefined && titleHolds(occurrence.header.groupTitle, group)) ??
      some(eligible, ({ group, nth }) => group === undefined && nth === undefined) ??
      // Titles that tell some of the headers apart would contradict an order that tells the rest apart.
      (titled.has(occurrence.key)
        ? undefined
        : some(eligible, ({ nth, of }) => nth === occurrence.nth && (of ?? occurrence.of) === occurrence.of));
    return { fields: [...new Set((decided ?? eligible).map(({ field }) => field))], month };
  };
}

function candidatesFor(byKey: ReadonlyMap<string, Candidate[]>, key: string) {
  const exact = byKey.get(key);
  if (exact) return { candidates: exact, month: null };
  const split = key.endsWith(')') ? splitMonth(key) : null;
  const candidates = (split && byKey.get(split.key)) ?? [];
  return { candidates, month: candidates.length > 0 ? split!.month : null };
}

function some(candidates: readonly Candidate[], test: (rule: Candidate) => boolean): Candidate[] | undefined {
  const found = candidates.filter(test);
  return found.length > 0 ? found : undefined;
}
