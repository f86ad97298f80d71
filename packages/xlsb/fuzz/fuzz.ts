import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { FuzzInputs } from '../src/testing/fuzz/input';
import { FuzzReport } from '../src/testing/fuzz/report';
import { tryInput } from '../src/testing/fuzz/trial';

/** What the thread that reads is told, and where it notes the number of the input that it is at. */
interface Job {
  readonly seed: string;
  readonly from: number;
  readonly runs: number;
  readonly at: Int32Array;
}

const HANGS_MS = 20_000;
const failures = join(import.meta.dirname, 'fuzz-failures');

/** Reads one input after the other; what fails is saved, and reading goes on with the next. */
async function read({ seed, from, runs, at }: Job): Promise<void> {
  const inputs = await FuzzInputs.create();
  const report = new FuzzReport(seed);
  for (let number = from; number < from + runs; number++) {
    Atomics.store(at, 0, number);
    const { level, bytes, outcomes, ms, problem } = await tryInput(inputs, seed, number);
    report.time(number, ms);
    if (problem === undefined) report.add(level, outcomes);
    else {
      const file = join(failures, `${seed}-${number}.xlsb`);
      mkdirSync(failures, { recursive: true });
      writeFileSync(file, bytes);
      console.error(`FAILED seed ${seed} input ${number} (${level}, ${file}): ${problem}`);
      report.failures++;
    }
    if ((number - from) % 50_000 === 49_999 || number === from + runs - 1) {
      globalThis.gc?.();
      console.log(report.progress(number - from + 1));
    }
  }
  console.log(report.summary());
  parentPort?.postMessage(report.failures + (report.grows() ? 1 : 0));
}

/** Starts the thread that reads, and looks after it: a thread that hangs cannot say so. */
function supervise(job: Job): void {
  const worker = new Worker(new URL(import.meta.url), { workerData: job });
  let lastNumber = -1;
  let since = performance.now();
  let failed: number | undefined;
  const watch = setInterval(() => {
    const number = Atomics.load(job.at, 0);
    if (number !== lastNumber) [lastNumber, since] = [number, performance.now()];
    else if (performance.now() - since > HANGS_MS) {
      console.error(`FAILED seed ${job.seed} input ${number}: hangs`);
      process.exit(1);
    }
  }, 1000);
  worker.on('message', (count: number) => {
    failed = count;
  });
  worker.on('error', (error) => console.error(error));
  worker.on('exit', () => {
    clearInterval(watch);
    // A thread without anything left to do ends: an input whose reading never settles looks like this.
    if (failed === undefined)
      console.error(`FAILED seed ${job.seed} input ${Atomics.load(job.at, 0)}: no outcome`);
    process.exitCode = failed === 0 ? 0 : 1;
  });
}

if (isMainThread) {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
    },
  });
  const at = new Int32Array(new SharedArrayBuffer(4));
  supervise({ seed: values.seed, from: Number(values.from), runs: Number(values.runs), at });
} else {
  await read(workerData as Job);
}
