import { crc32 } from 'node:zlib';
import { type XlsbOptions, zipBytes } from '@stock-analyzer/fixtures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { XlsbError } from '../errors';
import { openZip } from '../node';

const utf8 = (text: string) => new TextEncoder().encode(text);
const text = utf8('Ticker,Price\n'.repeat(100));
const stored: XlsbOptions = { packing: { method: 'store' } };
const archive = (options: XlsbOptions = {}) =>
  zipBytes(
    [
      ['xl/A.xml', text],
      ['b.bin', utf8('abc')],
      ['empty', new Uint8Array()],
    ],
    options,
  );

/** Where the directory and its end stand in a zip without a comment. */
function places(bytes: Uint8Array): { view: DataView; directory: number; end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { view, directory: view.getUint32(bytes.length - 6, true), end: bytes.length - 22 };
}

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a zip', () => {
  const shapes: readonly [string, XlsbOptions][] = [
    ['deflated', {}],
    ['stored', stored],
    ['with zip64 fields', { zip: { zip64: true } }],
    ['stored with zip64 fields', { ...stored, zip: { zip64: true } }],
    ['with data descriptors', { zip: { descriptors: true } }],
    ['with data descriptors of 64 bits', { zip: { descriptors: true, zip64: true } }],
    ['with a comment', { zip: { comment: 'PK\u0005\u0006 in a comment that is long enough' } }],
    ['with a comment of the longest kind', { zip: { comment: 'x'.repeat(65_535) } }],
    ['with extra fields that are longer than usual', { zip: { padding: 300 } }],
    ['with all of it', { zip: { descriptors: true, zip64: true, comment: 'c', padding: 65_000 } }],
  ];
  it.each(shapes)('%s gives its parts, whatever the case of their names', async (_, options) => {
    const zip = await openZip(archive(options));
    expect(zip.names).toEqual(['xl/A.xml', 'b.bin', 'empty']);
    expect(await zip.part('XL/a.XML')!.bytes()).toEqual(text);
    expect(new TextDecoder().decode(await zip.part('b.bin')!.bytes())).toBe('abc');
    expect((await zip.part('empty')!.bytes()).length).toBe(0);
    expect(zip.part('none')).toBeUndefined();
  });

  it.each(shapes)('%s gives them in pieces, and their heads', async (_, options) => {
    const zip = await openZip(archive(options));
    const part = zip.part('xl/A.xml')!;
    const pieces: Uint8Array[] = [];
    for await (const piece of part.pieces()) pieces.push(piece.slice());
    expect(new Uint8Array(Buffer.concat(pieces))).toEqual(text);
    const head = await part.head(20);
    expect(head).toEqual(text.subarray(0, head.length));
    expect(head.length).toBeGreaterThan(0);
    expect(await part.head(1_000_000)).toEqual(text);
  });

  it('may have something behind its end', async () => {
    const zip = await openZip(Buffer.concat([archive({ zip: { comment: 'c' } }), Buffer.alloc(100)]));
    expect(await zip.part('xl/A.xml')!.bytes()).toEqual(text);
  });

  it('has backslashes between folders if a program of old wrote it', async () => {
    const zip = await openZip(zipBytes([['xl\\workbook.bin', text]]));
    expect(await zip.part('xl/workbook.bin')!.bytes()).toEqual(text);
  });

  it('of any parts gives them back', async () => {
    const parts = fc.dictionary(fc.string({ minLength: 1 }), fc.uint8Array({ maxLength: 300 }));
    const shape = fc.record({
      zip64: fc.boolean(),
      descriptors: fc.boolean(),
      padding: fc.nat(100),
      comment: fc.string(),
    });
    const packing = fc.constantFrom({ method: 'store' as const }, { method: 'deflate' as const, level: 6 });
    await fc.assert(
      fc.asyncProperty(parts, shape, packing, async (content, zip, packing) => {
        const given = new Map(
          Object.entries(content).map(([name, bytes]) => [name.replaceAll('\\', '/').toLowerCase(), bytes]),
        );
        const read = await openZip(zipBytes(given, { zip, packing }));
        expect(read.names).toEqual([...given.keys()]);
        for (const [name, bytes] of given) expect(await read.part(name)!.bytes()).toEqual(bytes);
      }),
      { numRuns: 50 },
    );
  });

  it('gives parts of their own, whose memory can be given away', async () => {
    const zip = await openZip(archive());
    const bytes = await zip.part('b.bin')!.bytes();
    expect(Buffer.isBuffer(bytes)).toBe(false);
    structuredClone(bytes, { transfer: [bytes.buffer as ArrayBuffer] });
    expect((await zip.part('b.bin')!.bytes()).length).toBe(3);
  });
});

describe('a zip that is broken', () => {
  it('is TRUNCATED if it is cut off, wherever the cut', async () => {
    const bytes = archive();
    for (let length = 4; length < bytes.length; length++) {
      expect(await errorOf(openZip(bytes.subarray(0, length)))).toMatchObject({
        code: 'TRUNCATED',
        retryable: true,
      });
    }
  });

  it('with a flipped bit is a typed error, or reads the same', async () => {
    const good = await openZip(archive());
    const allowed = ['NOT_XLSB', 'DAMAGED', 'TRUNCATED', 'TOO_LARGE', 'ENCRYPTED', 'UNSUPPORTED'];
    for (let at = 0; at < archive().length; at++) {
      const bytes = archive();
      bytes[at]! ^= 4;
      try {
        const zip = await openZip(bytes);
        for (const name of zip.names) {
          const same = await good.part(name)?.bytes();
          if (same) expect(await zip.part(name)!.bytes()).toEqual(same);
        }
      } catch (error) {
        if (!(error instanceof XlsbError)) throw error;
        expect(allowed).toContain(error.code);
      }
    }
  });

  it('by its directory is DAMAGED', async () => {
    const changes: [string, (view: DataView, directory: number, end: number) => void][] = [
      ['beyond the file', (view, _, end) => view.setUint32(end + 16, 0xfffffff0, true)],
      ['of a start that is none', (view, directory, end) => view.setUint32(end + 16, directory + 1, true)],
      ['of more entries than it holds', (view, _, end) => view.setUint16(end + 10, 4, true)],
      ['of a name that reaches beyond it', (view, directory) => view.setUint16(directory + 28, 60_000, true)],
      ['of parts that share bytes', (view, directory) => view.setUint32(directory + 20, 100, true)],
    ];
    for (const [name, change] of changes) {
      const bytes = archive();
      const { view, directory, end } = places(bytes);
      change(view, directory, end);
      expect(await errorOf(openZip(bytes)), name).toMatchObject({ code: 'DAMAGED' });
    }
  });

  it('by a zip64 directory that is not there is DAMAGED', async () => {
    const bytes = archive({ zip: { zip64: true } });
    const { view, end } = places(bytes);
    view.setBigUint64(end - 20 + 8, 10n ** 15n, true);
    expect(await errorOf(openZip(bytes))).toMatchObject({ code: 'DAMAGED' });
    view.setBigUint64(end - 20 + 8, 0n, true);
    expect(await errorOf(openZip(bytes))).toMatchObject({ code: 'DAMAGED' });
  });

  it('by the same part twice is DAMAGED', async () => {
    const twice = zipBytes([
      ['a', text],
      ['A', text],
    ]);
    expect(await errorOf(openZip(twice))).toMatchObject({ code: 'DAMAGED', place: { part: 'A' } });
  });

  it.each<[string, XlsbOptions]>([
    ['deflated', {}],
    ['stored', stored],
  ])('by a wrong checksum is DAMAGED, whether read at once or in pieces, %s', async (_, options) => {
    const bytes = archive(options);
    const { view, directory } = places(bytes);
    view.setUint32(directory + 16, crc32(text) ^ 1, true);
    const part = (await openZip(bytes)).part('xl/A.xml')!;
    const place = { part: 'xl/A.xml' };
    expect(await errorOf(part.bytes())).toMatchObject({ code: 'DAMAGED', place });
    const drain = async () => {
      for await (const _piece of part.pieces());
    };
    expect(await errorOf(drain())).toMatchObject({ code: 'DAMAGED', place });
  });

  it('by a size that is a lie is DAMAGED, and inflates no further than that', async () => {
    for (const size of [0, 999, 1_000_000]) {
      const bytes = zipBytes([['a', new Uint8Array(2 ** 20)]]);
      const { view, directory } = places(bytes);
      view.setUint32(directory + 24, size, true);
      const part = (await openZip(bytes)).part('a')!;
      expect(await errorOf(part.bytes())).toMatchObject({ code: 'DAMAGED', place: { part: 'a' } });
      let most = 0;
      const drain = async () => {
        for await (const piece of part.pieces()) most += piece.length;
      };
      expect(await errorOf(drain())).toMatchObject({ code: 'DAMAGED', place: { part: 'a' } });
      expect(most).toBeLessThanOrEqual(size);
    }
  });

  it('by a part that is not where it should be is DAMAGED', async () => {
    const bytes = archive();
    const offset = Buffer.from(bytes).indexOf('b.bin') - 30;
    places(bytes).view.setUint32(offset, 0, true);
    const part = (await openZip(bytes)).part('b.bin')!;
    expect(await errorOf(part.bytes())).toMatchObject({ code: 'DAMAGED', place: { part: 'b.bin', offset } });
    expect(await errorOf(part.head(10))).toMatchObject({ code: 'DAMAGED', place: { part: 'b.bin' } });
  });

  it('by an encrypted part is ENCRYPTED, by an unknown method UNSUPPORTED', async () => {
    const encrypted = archive();
    places(encrypted).view.setUint16(places(encrypted).directory + 8, 1, true);
    expect(await errorOf((await openZip(encrypted)).part('xl/A.xml')!.bytes())).toMatchObject({
      code: 'ENCRYPTED',
    });
    const unknown = archive();
    places(unknown).view.setUint16(places(unknown).directory + 10, 93, true);
    expect(await errorOf((await openZip(unknown)).part('xl/A.xml')!.bytes())).toMatchObject({
      code: 'UNSUPPORTED',
      message: expect.stringContaining('93'),
    });
  });
});

describe('the limits of a zip', () => {
  it('refuse a bomb before it is inflated', async () => {
    const bomb = zipBytes([['xl/workbook.bin', new Uint8Array(20 * 2 ** 20)]]);
    expect(bomb.length).toBeLessThan(2 ** 15);
    const before = process.memoryUsage().arrayBuffers;
    const byRatio = (await openZip(bomb)).part('xl/workbook.bin')!;
    const error = { code: 'TOO_LARGE', message: expect.stringContaining('limits.ratio') };
    const held = { ...error, message: expect.stringContaining('limits.heldRatio') };
    expect(await errorOf(byRatio.bytes())).toMatchObject(held);
    expect(await errorOf(byRatio.pieces().next())).toMatchObject(error);
    expect(await errorOf(byRatio.head(100))).toMatchObject(error);
    for (const limit of ['heldBytes', 'sheetBytes'] as const) {
      const limits = { [limit]: 2 ** 20, ratio: 1e6, heldRatio: 1e6 };
      const part = (await openZip(bomb, { limits })).part('xl/workbook.bin')!;
      const read = limit === 'heldBytes' ? part.bytes() : part.pieces().next();
      expect(await errorOf(read)).toMatchObject({
        code: 'TOO_LARGE',
        message: expect.stringContaining(`limits.${limit}`),
      });
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
  });

  it('bound its entries', async () => {
    expect(await errorOf(openZip(archive(), { limits: { entries: 2 } }))).toMatchObject({
      code: 'TOO_LARGE',
      message: expect.stringContaining('limits.entries'),
    });
  });
});
