/** What is kept under a key, or what `make` gives, which then is kept: of all only the last used so many. */
export function recent<Key, Value>(kept: Map<Key, Value>, most: number, key: Key, make: () => Value): Value {
  const value = kept.get(key) ?? make();
  kept.delete(key);
  kept.set(key, value);
  if (kept.size > most) kept.delete(kept.keys().next().value!);
  return value;
}
