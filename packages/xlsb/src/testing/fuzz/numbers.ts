import type { Random } from '@stock-analyzer/fixtures';

/** Numbers at the edges of what fields can hold and of what a sheet can have. */
const EDGES = [
  0, 1, 2, 3, 7, 8, 16, 127, 128, 254, 255, 256, 16_383, 16_384, 32_767, 32_768, 65_534, 65_535, 65_536,
  1_048_575, 1_048_576, 0xffffff, 0x1000000, 0xfffffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];

/** A number of 32 bits that readers stumble over. */
export function edge(random: Random): number {
  const kind = random.integer(0, 3);
  if (kind === 0) return random.integer(0, 40);
  if (kind === 1) return Math.floor(random.next() * 2 ** 32);
  return random.pick(EDGES);
}

/** A number near another one, or one at an edge. */
export function near(random: Random, value: number): number {
  return random.chance(0.5) ? Math.max(0, value + random.integer(-3, 3)) : edge(random);
}

/** Random bytes, at most so many. */
export function someBytes(random: Random, most: number): Uint8Array {
  return Uint8Array.from({ length: random.integer(0, most) }, () => random.integer(0, 255));
}
