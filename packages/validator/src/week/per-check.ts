import type { RuleData } from '../rules/rule';

/** What several rules of one check share, made when the first of them asks. */
export function perCheck<T>(make: (data: RuleData) => T): (data: RuleData) => T {
  const known = new WeakMap<RuleData, { readonly made: T }>();
  return (data) => {
    let entry = known.get(data);
    if (!entry) {
      entry = { made: make(data) };
      known.set(data, entry);
    }
    return entry.made;
  };
}
