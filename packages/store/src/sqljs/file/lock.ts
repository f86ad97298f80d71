import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { StoreError } from '../../errors';

/** A lock that is being taken over is held for a moment only; one this old was left by a killed process. */
const TAKE_OVER_MS = 10_000;

/**
 * Runs work while a file with this process's number stands there. One left by a process that is no more is taken over.
 *
 * @throws StoreError `BUSY` if another process holds it for longer than the time to wait.
 */
export async function withLockFile<Result>(
  path: string,
  waitMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const deadline = performance.now() + waitMs;
  while (!take(path)) {
    takeOver(path);
    if (performance.now() > deadline) {
      throw new StoreError({
        code: 'BUSY',
        message: 'Another process is writing to the database',
        advice: `Try again; if none is, delete ${path}.`,
        place: { file: path },
        retryable: true,
      });
    }
    await setTimeout(2 + 10 * Math.random());
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Makes the file, if there is none. */
function take(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes the lock of a dead process away. Only one at a time may: the next would take away that of the living. */
function takeOver(path: string): void {
  if (isHeld(path)) return;
  const guard = `${path}.takeover`;
  if (!take(guard)) {
    if (age(guard) > TAKE_OVER_MS) rmSync(guard, { force: true });
    return;
  }
  try {
    if (!isHeld(path)) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

function isHeld(path: string): boolean {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return false;
  }
  // Made and not written yet.
  if (text === '') return age(path) < TAKE_OVER_MS;
  try {
    process.kill(Number(text), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function age(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
