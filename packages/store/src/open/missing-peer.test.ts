import { openStore } from '@stock-analyzer/store/open';
import { expect, it, vi } from 'vitest';

vi.mock('idb', () => {
  throw new Error("Cannot find package 'idb'");
});

it('a package that an adapter needs is named where it is missing', async () => {
  await expect(openStore('idb:stocks')).rejects.toMatchObject({
    code: 'MISSING_PEER',
    message: expect.stringContaining('npm install idb'),
  });
  let told = '';
  const store = await openStore({
    detect: ['idb:', 'memory:'],
    report: ({ text }) => {
      told = text;
    },
  });
  expect(told).toMatch(/^idb:: MISSING_PEER: .*npm install idb\nmemory:: taken$/);
  await store.close();
});
