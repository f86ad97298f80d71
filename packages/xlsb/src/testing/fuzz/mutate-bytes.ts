import type { Random } from '@stock-analyzer/fixtures';
import { bytesOf, u32 } from '../record-draft';
import { edge, someBytes } from './numbers';

/** Bytes changed in a few places, without regard to what they mean. */
export function mutateBytes(bytes: Uint8Array, random: Random, other: Uint8Array = bytes): Uint8Array {
  let mutated = bytes;
  for (let count = random.integer(1, 4); count > 0; count--) mutated = mutateOnce(mutated, random, other);
  return mutated;
}

function mutateOnce(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  const at = random.integer(0, bytes.length);
  const end = Math.min(bytes.length, at + random.integer(1, random.chance(0.8) ? 8 : 400));
  const without = (insert: Uint8Array, from = at, to = from) =>
    bytesOf(bytes.subarray(0, from), insert, bytes.subarray(to));
  switch (random.integer(0, 8)) {
    case 0: // a bit
      return without(Uint8Array.of((bytes[at] ?? 0) ^ (1 << random.integer(0, 7))), at, at + 1);
    case 1: // a byte
      return without(Uint8Array.of(random.integer(0, 255)), at, at + 1);
    case 2: // a number
      return without(u32(edge(random)), at, Math.min(bytes.length, at + 4));
    case 3:
      return without(someBytes(random, 12));
    case 4:
      return without(new Uint8Array(), at, end);
    case 5: // once more
      return without(bytes.slice(at, end));
    case 6:
      return bytes.slice(0, at);
    case 7: // the end of another
      return bytesOf(bytes.subarray(0, at), other.subarray(random.integer(0, other.length)));
    default: {
      const from = random.integer(0, other.length);
      return without(other.slice(from, from + end - at), at, end);
    }
  }
}
