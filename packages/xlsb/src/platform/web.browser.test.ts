import { describe, expect, test } from 'vitest';
import { gzipHeadOf } from './gzip';
import { webPlatform } from './web';

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

const text = Uint8Array.from({ length: 100_000 }, (_, at) => (at * at) % 251);

describe('the beginning of a part, in a browser', () => {
  test('inflates to the beginning of what the part does', async () => {
    const head = await webPlatform.inflateHead(gzipHeadOf((await deflated(text)).subarray(0, 512)));
    expect(head.length).toBeGreaterThan(100);
    expect(head).toEqual(text.subarray(0, head.length));
  });

  test('that inflates to nothing is not waited for', async () => {
    const empty = [0, 0, 0, 0xff, 0xff];
    const nothing = Uint8Array.from({ length: 500 }, (_, at) => empty[at % 5]!);
    expect(await webPlatform.inflateHead(gzipHeadOf(nothing))).toEqual(new Uint8Array());
  });

  test('that is damaged gives an error', async () => {
    const head = webPlatform.inflateHead(gzipHeadOf(new Uint8Array(512).fill(0xff)));
    await expect(head).rejects.toThrow(TypeError);
  });
});
