import { expect, it } from 'vitest';
import { bigWeek } from '../testing/sample-week';
import { decodeDataset, encodeDataset } from './index';

it('a file goes compressed through a response and comes back the same', async () => {
  const week = bigWeek(200, '2025-10-10');
  const file = new Blob([encodeDataset(week) as Uint8Array<ArrayBuffer>]);
  const sent = new Response(file.stream().pipeThrough(new CompressionStream('gzip')));
  const received = new Response(sent.body!.pipeThrough(new DecompressionStream('gzip')));
  expect(decodeDataset(new Uint8Array(await received.arrayBuffer()))).toEqual(week);
});
