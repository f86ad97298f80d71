/**
 * Whether one text becomes the other by at most one edit: a letter put in, left out, replaced, or swapped with
 * its neighbour (Damerau 1964).
 */
export function withinOneEdit(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  if (start === short.length) return true;
  const same = (from: number, to: number) => short.slice(from) === long.slice(to);
  if (long.length > short.length) return same(start, start + 1);
  return (
    same(start + 1, start + 1) ||
    (short[start] === long[start + 1] && short[start + 1] === long[start] && same(start + 2, start + 2))
  );
}
