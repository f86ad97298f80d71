import { describe, expect, it } from 'vitest';
import { xxh32 } from './xxhash';

const hash = (text: string) => xxh32(new TextEncoder().encode(text));

describe('xxh32', () => {
  it.each([
    ['', 0x02cc5d05],
    ['a', 0x550d7456],
    ['abc', 0x32d153ff],
    ['Nobody inspects the spammish repetition', 0xe2293b2f],
  ])('is the published hash of "%s"', (text, expected) => {
    expect(hash(text)).toBe(expected);
  });

  it('reads bytes where they are, aligned or not', () => {
    const text = 'Nobody inspects the spammish repetition';
    const bytes = new Uint8Array(3 + text.length);
    new TextEncoder().encodeInto(text, bytes.subarray(3));
    expect(xxh32(bytes.subarray(3))).toBe(0xe2293b2f);
  });
});
