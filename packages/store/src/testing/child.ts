/**
 * A process of its own for the tests of faults. `child.js stage FILE` stages a week, says "mid" when thousands
 * of rows are written and none committed, and then hangs; `child.js publish FILE ID DATE` publishes a week;
 * `child.js open FILE` opens the store, as nobody if it may choose. Each ends with "ok" or the error's code.
 */
import { writeSync } from 'node:fs';
import { type CellValue, columnTable, mixedColumn } from '@stock-analyzer/schema';
import { openSqliteStore } from '@stock-analyzer/store/sqlite';
import { bigWeek } from './sample-week';

const [mode, file = '', id = 'hanging', asOf = '2025-10-17'] = process.argv.slice(2);

function hang(): void {
  writeSync(1, 'mid\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
}

/** Cells that stop the one who reads the fifth of them for the second time: the first look is a check, the second writes. */
function hangingCells(count: number): CellValue[] {
  return new Proxy(Array<CellValue>(count).fill('x'), {
    get(cells, key) {
      if (key === '5' && armed && ++looks === 2) hang();
      return Reflect.get(cells, key) as CellValue;
    },
  });
}
let armed = false;
let looks = 0;

async function main(): Promise<void> {
  if (mode === 'open' && process.getuid?.() === 0) process.setuid?.(65534);
  const store = await openSqliteStore(file);
  if (mode === 'open') return;
  const week = bigWeek(5000, asOf);
  if (mode === 'publish') {
    await store.publish(week, { releaseId: id, allowOlder: true });
    return;
  }
  const trap = { ...mixedColumn('Trap', Array(5000).fill('x')), values: hangingCells(5000) };
  armed = true;
  await store.stage({ ...week, native: columnTable(5000, [trap]) }, { releaseId: id });
}

main().then(
  () => writeSync(1, 'ok\n'),
  (error: { code?: string }) => writeSync(1, `${error.code}\n`),
);
