/**
 * Whether a word becomes the other by at most one edit: a letter put in, left out, replaced, or swapped with its
 * neighbour (Damerau 1964).
 */
export function withinOneEdit(word: string, other: string): boolean {
  const shorter = Math.min(word.length, other.length);
  let start = 0;
  while (start < shorter && word[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && word.at(-1 - end) === other.at(-1 - end)) end++;
  const left = Math.max(word.length, other.length) - start - end;
  return left < 2 || (left === 2 && word.length === other.length && isSwapped(word, other, start));
}

/** As {@link withinOneEdit}, for some beginning of the other word. */
export function beginsWithinOneEdit(word: string, other: string): boolean {
  let at = 0;
  while (at < word.length && word[at] === other[at]) at++;
  const goesOn = (from: number, to: number) => other.startsWith(word.slice(from), to);
  return (
    goesOn(at + 1, at + 1) ||
    goesOn(at, at + 1) ||
    goesOn(at + 1, at) ||
    (isSwapped(word, other, at) && goesOn(at + 2, at + 2))
  );
}

function isSwapped(word: string, other: string, at: number): boolean {
  return at + 1 < word.length && word[at] === other[at + 1] && word[at + 1] === other[at];
}
