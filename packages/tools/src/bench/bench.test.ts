import { expect, test } from 'vitest';
import { measure, measureMedian } from './kit.mjs';
import { parseFigure } from './run.mjs';

test('figures are lines of a name, a value and a unit; other lines are not', () => {
  expect(parseFigure('week.process_cpu_s 2.31 s')).toEqual({
    name: 'week.process_cpu_s',
    value: 2.31,
    unit: 's',
  });
  expect(parseFigure('week.rows_read 7426 rows')?.value).toBe(7426);
  expect(parseFigure('reading the workbook')).toBeUndefined();
  expect(parseFigure('took 3 s or so')).toBeUndefined();
});

test('measuring gives the result back, and counts the runs', async () => {
  const { result, ms, cpuMs } = await measure(() => Promise.resolve(7));
  expect(result).toBe(7);
  expect(Math.min(ms, cpuMs)).toBeGreaterThanOrEqual(0);

  let calls = 0;
  await measureMedian(() => calls++, { runs: 4, warmups: 2 });
  expect(calls).toBe(6);
});
