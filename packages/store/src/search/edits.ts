/**
 * Whether a word becomes the other by at most one edit: a letter put in, left out, replaced, or swapped with its
 * neighbour (Damerau 1964).
 */
export function withinOneEdit(word: string, other: string): boolean {
  return Math.abs(word.length - other.length) < 2 && within(word, other, true);
}

/** As {@link withinOneEdit}, for some beginning of the other word. */
export function beginsWithinOneEdit(word: string, other: string): boolean {
  return other.length - word.length > -2 && within(word, other, false);
}

function within(word: string, other: string, toTheEnd: boolean): boolean {
  const at = commonTo(word, other, 0, 0);
  const goesOn = (from: number, to: number) =>
    (!toTheEnd || word.length - from === other.length - to) &&
    from + commonTo(word, other, from, to) >= word.length;
  return (
    goesOn(at + 1, at + 1) ||
    goesOn(at, at + 1) ||
    goesOn(at + 1, at) ||
    (at === word.length && (!toTheEnd || at === other.length)) ||
    (at + 1 < word.length &&
      word.charCodeAt(at) === other.charCodeAt(at + 1) &&
      word.charCodeAt(at + 1) === other.charCodeAt(at) &&
      goesOn(at + 2, at + 2))
  );
}

/** How many letters two words have in common from these places on. */
function commonTo(word: string, other: string, from: number, to: number): number {
  let many = 0;
  // Beyond its end a text has NaN, which is nothing's equal.
  while (word.charCodeAt(from + many) === other.charCodeAt(to + many)) many++;
  return many;
}
