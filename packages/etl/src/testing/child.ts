/**
 * A process of its own for the tests of faults: `child.mjs FILE OUT [STEP]` processes a week. At the beginning
 * of the step it says "there" and hangs, to be killed; without one it ends with the status or the error's code.
 */
import { writeSync } from 'node:fs';
import { processWeek } from '../week/process-week';

const [file = '', out = '', step] = process.argv.slice(2);

processWeek(file, {
  out,
  gate: { formatIssueRate: null },
  policy: { name: 'test', minConfidence: 0.5 },
  onProgress: (progress) => {
    if (progress.step !== step) return;
    writeSync(1, 'there\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
  },
}).then(
  ({ status }) => writeSync(1, `${status}\n`),
  (error: { code?: string }) => writeSync(1, `${error.code ?? error}\n`),
);
