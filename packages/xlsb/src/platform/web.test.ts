import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { webPlatform } from './web';

const gzip = gzipSync(new Uint8Array(200_000));

/** What is thrown where nobody can catch it while this goes on, and soon after. */
async function thrownBy(work: () => Promise<void>): Promise<unknown[]> {
  const thrown: unknown[] = [];
  const keep = (error: unknown) => thrown.push(error);
  process.on('uncaughtException', keep);
  await work();
  await sleep(5);
  process.off('uncaughtException', keep);
  return thrown;
}

describe('inflating leaves nothing behind that throws', () => {
  it.each([1, 2, 3, 4])('if it is left off behind piece %s', async (most) => {
    async function* packed() {
      yield gzip;
    }
    const thrown = await thrownBy(async () => {
      let count = 0;
      for await (const _ of webPlatform.inflatePieces(packed())) {
        if (++count === most) break;
        // Now more pieces are on their way than have been asked for.
        await sleep(5);
      }
    });
    expect(thrown).toEqual([]);
  });

  it.each([0, 1, 2, 10])('if what it is fed with fails after %s ms', async (ms) => {
    async function* packed() {
      yield gzip.subarray(0, -20);
      await sleep(ms);
      throw new Error('unreadable');
    }
    const thrown = await thrownBy(async () => {
      const reading = async () => {
        for await (const _ of webPlatform.inflatePieces(packed())) await sleep(1);
      };
      await expect(reading()).rejects.toThrow('unreadable');
    });
    expect(thrown).toEqual([]);
  });
});
