import { xlsbBytes } from '@stock-analyzer/fixtures';
import { expect, test } from 'vitest';
import { openXlsb } from '../node';

test('a timer is heard while a large sheet is read from bytes, for which nothing ever waits', async () => {
  const cells = Array.from({ length: 34 }, () => ({ value: null, format: '0.0%' }));
  const rows = Array.from({ length: 60_000 }, (_, index) => ({ index, cells }));
  const bytes = xlsbBytes({ sheets: [{ name: 'S', declared: { rows: rows.length, columns: 34 }, rows }] });
  const sheet = (await openXlsb(bytes)).sheet('S');

  const controller = new AbortController();
  let pieces = 0;
  const reading = sheet.table({
    signal: controller.signal,
    onProgress: ({ bytes: read, totalBytes }) => {
      if (++pieces === 1) setTimeout(() => controller.abort());
      // Takes the time that a slower machine would.
      const until = performance.now() + 5;
      while (performance.now() < until);
      if (read === totalBytes) throw new Error('The sheet was read to its end');
    },
  });
  await expect(reading).rejects.toMatchObject({ code: 'ABORTED' });
});
