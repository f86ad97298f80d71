/** By chance, so that no file can be made whose hashes all fall on one place. */
const SCATTER = Math.floor(Math.random() * 2 ** 32) | 1;

/** Groups of rows, two at least, that have the same hash; rows of hash 0 are in none. Rows ascend in a group. */
export function alikeRows(hashes: Int32Array): number[][] {
  const bits = 33 - Math.clz32(hashes.length);
  // By place in a table of open addressing: the first row of a hash, plus 1. A map of so many costs ten times more.
  const first = new Int32Array(2 ** bits);
  const groups = new Map<number, number[]>();
  for (let row = 0; row < hashes.length; row++) {
    const hash = hashes[row]!;
    if (hash === 0) continue;
    let at = Math.imul(hash, SCATTER) >>> (32 - bits);
    while (first[at] !== 0 && hashes[first[at]! - 1] !== hash) at = (at + 1) % first.length;
    const known = first[at]! - 1;
    if (known < 0) first[at] = row + 1;
    else {
      const group = groups.get(known);
      if (group) group.push(row);
      else groups.set(known, [known, row]);
    }
  }
  return [...groups.values()];
}

const value = new Float64Array(1);
const halves = new Int32Array(value.buffer);

/** A hash of a number, carried on from the one before it; `salt` tells apart where it stands. */
export function hashNumber(hash: number, number: number, salt: number): number {
  value[0] = number;
  return Math.imul(hash ^ halves[0]! ^ Math.imul(halves[1]!, salt), 0x01000193) ^ halves[1]!;
}
