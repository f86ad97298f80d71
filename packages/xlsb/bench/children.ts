import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outcome, Task } from './task';

const CHILD = fileURLToPath(
  new URL('bench/child.mjs', import.meta.resolve('@stock-analyzer/xlsb/package.json')),
);
const LONGEST_MS = 180_000;
const HEAP_MB = 8192;

/** The process of a contender took too long, or more memory than it may. */
export class Unfinished extends Error {}

/**
 * Lets a contender read in a process of its own, at most for three minutes and with 8 GB of heap.
 *
 * @throws Unfinished
 */
export function runChild(task: Task): Outcome {
  const { stdout, stderr, status, error, signal } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${HEAP_MB}`, '--no-deprecation', CHILD, JSON.stringify(task)],
    { encoding: 'utf8', timeout: LONGEST_MS, killSignal: 'SIGKILL' },
  );
  if (status === 0) return JSON.parse(stdout);
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT') {
    throw new Unfinished(`was stopped after ${LONGEST_MS / 1000} s`);
  }
  if (signal)
    throw new Unfinished(`was ended by ${signal}: ${/^FATAL ERROR: (.*)$/m.exec(stderr)?.[1] ?? stderr}`);
  throw new Error(`${task.contender} cannot read ${task.path}: ${stderr}`, { cause: error });
}
