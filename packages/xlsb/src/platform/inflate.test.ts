import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asDeflated, asGzip, gzipHeadOf } from './gzip';
import { inflateByStream, nodePlatform } from './node';
import { webPlatform } from './web';
import { handleWorks, inflateByHandle } from './zlib-handle';

type Pieces = AsyncIterable<Uint8Array>;
const ways: readonly [string, (gzip: Pieces) => Pieces][] = [
  ['the handle', inflateByHandle],
  ['the stream', inflateByStream],
  ['the web', (gzip) => webPlatform.inflatePieces(gzip)],
];

/** Pieces of one buffer that is used again, as parts of a zip come. */
async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const reused = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    reused.set(piece);
    yield reused.subarray(0, piece.length);
    reused.fill(0xff);
  }
}

async function gather(pieces: Pieces): Promise<Uint8Array> {
  const gathered: Uint8Array[] = [];
  for await (const piece of pieces) gathered.push(piece.slice());
  return new Uint8Array(Buffer.concat(gathered));
}

/** Deterministic, and neither too easy nor too hard to pack. */
const sample = new Uint8Array(300_000).map((_, at) => (at * at) >> 7);
const gzip = new Uint8Array(gzipSync(sample));
/** Quick, where `toEqual` looks at every byte by itself. */
const isSame = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

it('the handle is what it has always been, in the Node that tests run on', () =>
  expect(handleWorks()).toBe(true));

describe.each(ways)('inflating by %s', (_, inflate) => {
  it('gives what was packed, whatever the pieces', async () => {
    for (const size of [1024, 65_536, gzip.length])
      expect(isSame(await gather(inflate(piecesOf(gzip, size))), sample)).toBe(true);
    const small = new Uint8Array(gzipSync('small'));
    for (let size = 1; size <= small.length; size++) {
      expect(new TextDecoder().decode(await gather(inflate(piecesOf(small, size))))).toBe('small');
    }
  });

  it('of nothing is an error', () =>
    expect(gather(inflate(piecesOf(new Uint8Array(), 1)))).rejects.toThrow());

  it('of data that is cut off is an error, wherever the cut', async () => {
    const small = new Uint8Array(gzipSync(sample.subarray(0, 300)));
    for (let length = 1; length < small.length; length++) {
      await expect(
        gather(inflate(piecesOf(small.subarray(0, length), 64))),
        `cut at ${length}`,
      ).rejects.toThrow();
    }
    await expect(gather(inflate(piecesOf(gzip.subarray(0, gzip.length >> 1), 65_536)))).rejects.toThrow();
  });

  it('of data with another checksum or size is an error', async () => {
    for (const back of [1, 5]) {
      const wrong = gzip.slice();
      wrong[wrong.length - back]! ^= 1;
      await expect(gather(inflate(piecesOf(wrong, 65_536)))).rejects.toThrow();
    }
  });

  it('of data with a flipped bit is an error, or the same', async () => {
    const small = new Uint8Array(gzipSync(sample.subarray(0, 300)));
    for (let at = 10; at < small.length; at++) {
      const wrong = small.slice();
      wrong[at]! ^= 16;
      const result = await gather(inflate(piecesOf(wrong, 64))).catch(() => 'error');
      if (result !== 'error') expect(result).toEqual(sample.subarray(0, 300));
    }
  });

  it('passes on what goes wrong in feeding it', async () => {
    const feed = async function* () {
      yield gzip.slice(0, 1000);
      throw new Error('the disk is gone');
    };
    await expect(gather(inflate(feed()))).rejects.toThrow('the disk is gone');
  });

  it('can be left in the middle, and started again', async () => {
    for (let time = 0; time < 3; time++) {
      for await (const piece of inflate(piecesOf(gzip, 4096))) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
    }
    expect(isSame(await gather(inflate(piecesOf(gzip, 65_536))), sample)).toBe(true);
  });

  it('can be done twice at the same time', async () => {
    const other = sample.slice().reverse();
    const [a, b] = await Promise.all([
      gather(inflate(piecesOf(gzip, 5000))),
      gather(inflate(piecesOf(new Uint8Array(gzipSync(other)), 7000))),
    ]);
    expect(isSame(a, sample)).toBe(true);
    expect(isSame(b, other)).toBe(true);
  });
});

describe.each([
  ['Node', nodePlatform],
  ['the web', webPlatform],
])('the beginning in %s', (_, platform) => {
  it('gives the beginning of what was packed', async () => {
    const head = await platform.inflateHead(gzip.subarray(0, 2000));
    expect(head.length).toBeGreaterThan(500);
    expect(isSame(head, sample.subarray(0, head.length))).toBe(true);
  });
});

describe('deflated data as gzip', () => {
  const raw = deflateRawSync('Ticker');
  const checksum = { crc: crc32('Ticker'), size: 6 };

  it('is inflated and checked by anyone', async () => {
    const inflate = (told: typeof checksum) => gather(nodePlatform.inflatePieces(asGzip([raw], told)));
    expect(new TextDecoder().decode(await inflate(checksum))).toBe('Ticker');
    await expect(inflate({ ...checksum, crc: 1 })).rejects.toThrow();
    await expect(inflate({ ...checksum, size: 7 })).rejects.toThrow();
  });

  it('may be only the beginning', async () => {
    const whole = await gather(asGzip([raw], checksum));
    expect(gzipHeadOf(raw.subarray(0, 3))).toEqual(whole.subarray(0, 13));
  });

  it('that is not packed is blocks of at most 65,535 bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 150_000 }), { maxLength: 4 }), async (sizes) => {
        const pieces = sizes.map((size, index) => new Uint8Array(size).fill(index + 1));
        const whole = new Uint8Array(Buffer.concat(pieces));
        const each = async function* () {
          yield* pieces;
        };
        const gzip = await gather(asGzip(asDeflated(each()), { crc: crc32(whole), size: whole.length }));
        expect(isSame(await gather(inflateByHandle([gzip])), whole)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
