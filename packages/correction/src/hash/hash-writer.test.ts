import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { anyUtf16 } from '../testing/arbitrary';
import { HashWriter } from './hash-writer';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function ofBytes(bytes: Uint8Array): string {
  const sha = new HashWriter();
  for (const byte of bytes) sha.byte(byte);
  return hex(sha.digest());
}

// FIPS 180-4: examples of one block, of two, and of a million bytes.
it.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
])('is the standard’s hash', (text, expected) => {
  expect(ofBytes(new TextEncoder().encode(text))).toBe(expected);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it('is the same where the runtime has no SHA-256 of its own', async () => {
  vi.resetModules();
  vi.stubGlobal('process', { ...process, getBuiltinModule: undefined });
  const { HashWriter: Plain } = await import('./hash-writer');
  fc.assert(
    fc.property(fc.array(fc.double()), fc.nat(40_000), (numbers, bytes) => {
      const [plain, own] = [new Plain(), new HashWriter()].map((sha) => {
        for (const number of numbers) sha.double(number);
        for (let at = 0; at < bytes; at++) sha.byte(at);
        return hex(sha.digest());
      });
      expect(plain).toBe(own);
    }),
    { numRuns: 30 },
  );
});

it('is what other implementations give, at every length', () => {
  const length = fc.oneof(fc.nat(300), fc.integer({ min: 900, max: 1300 }), fc.nat(20_000));
  fc.assert(
    fc.property(length, fc.nat(255), (size, start) => {
      const bytes = Uint8Array.from({ length: size }, (_, at) => start + at * 31);
      expect(ofBytes(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
    { numRuns: 100 },
  );
});

it('takes values little-endian, wherever they fall', () => {
  const value = fc.oneof(
    fc.record({ kind: fc.constant('byte' as const), of: fc.nat(255) }),
    fc.record({ kind: fc.constant('int32' as const), of: fc.integer() }),
    fc.record({ kind: fc.constant('double' as const), of: fc.double() }),
    fc.record({ kind: fc.constant('text' as const), of: anyUtf16(300) }),
    fc.record({
      kind: fc.constant('digested' as const),
      of: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    }),
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 12 }), (values) => {
      const sha = new HashWriter();
      const other = createHash('sha256');
      for (const { kind, of } of values) {
        if (kind === 'byte') {
          sha.byte(of);
          other.update(Uint8Array.of(of));
        } else if (kind === 'int32') {
          sha.int32(of);
          other.update(new Uint8Array(Int32Array.of(of).buffer));
        } else if (kind === 'double') {
          sha.double(of);
          other.update(new Uint8Array(Float64Array.of(of).buffer));
        } else if (kind === 'text') {
          sha.text(of);
          other.update(new Uint8Array(Int32Array.of(of.length).buffer));
          other.update(Buffer.from(of, 'utf16le'));
        } else {
          sha.digested(of);
          other.update(of);
        }
      }
      expect(hex(sha.digest())).toBe(other.digest('hex'));
    }),
    { numRuns: 100 },
  );
});
