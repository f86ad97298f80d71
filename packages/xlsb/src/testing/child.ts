/**
 * A process of its own for the tests of what reading costs: `child.mjs FILE HOW LIMITS` reads all sheets of a file
 * and prints what became of it, how long it took and how much memory the process had at most.
 */
import { existsSync, readFileSync } from 'node:fs';
import { openXlsb, XlsbError, type XlsbSheet } from '../node';
import type { Cost } from './measured';

const [file = '', how = 'table', limits = '{}'] = process.argv.slice(2);

const WAYS: Readonly<Record<string, (sheet: XlsbSheet) => Promise<number>>> = {
  open: async () => 0,
  declaredRange: async (sheet) => (await sheet.declaredRange())?.length ?? 0,
  table: async (sheet) => (await sheet.table()).rowCount,
  rows: async (sheet) => (await sheet.rows()).length,
  async batches(sheet) {
    let count = 0;
    for await (const batch of sheet.batches()) count += batch.length;
    return count;
  },
};

async function read(): Promise<Pick<Cost, 'outcome' | 'rows' | 'message'>> {
  try {
    const workbook = await openXlsb(file, { limits: JSON.parse(limits) });
    let rows = 0;
    for (const sheet of workbook.sheets) rows += await WAYS[how]!(sheet);
    return { outcome: 'read', rows, message: '' };
  } catch (error) {
    const isTyped = error instanceof XlsbError;
    return { outcome: isTyped ? error.code : String(error), rows: 0, message: isTyped ? error.message : '' };
  }
}

/** Where Linux tells it, without what the process was forked from: `maxRSS` has that in it. */
function peakKb(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  return Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
}

const start = performance.now();
const result = await read();
const cost: Cost = {
  ...result,
  ms: performance.now() - start,
  peakMb: peakKb() / 1024,
};
console.log(JSON.stringify(cost));
