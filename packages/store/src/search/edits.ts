/**
 * Whether a word becomes the other, or with `prefix` the beginning of the other, by at most one edit: a letter put
 * in, left out, replaced, or swapped with its neighbour (Damerau 1964).
 */
export function withinOneEdit(word: string, other: string, prefix = false): boolean {
  const { length } = word;
  if (length - other.length > 1 || (!prefix && other.length - length > 1)) return false;
  let at = 0;
  while (at < length && at < other.length && word[at] === other[at]) at++;
  if (at === length) return prefix || other.length - length <= 1;
  const same = (from: number, to: number) =>
    prefix
      ? other.startsWith(word.slice(from), to)
      : length - from === other.length - to && other.endsWith(word.slice(from));
  return (
    same(at + 1, at + 1) ||
    same(at, at + 1) ||
    same(at + 1, at) ||
    (word[at] === other[at + 1] && word[at + 1] === other[at] && at + 1 < length && same(at + 2, at + 2))
  );
}
