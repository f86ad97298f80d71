import { type Examination, examine, type Outcome } from './examine';
import type { FuzzInput, FuzzInputs } from './input';

/** What reading an input came to. */
export interface Trial extends FuzzInput {
  /** Of opening the file and of each sheet's table; none if there was a problem. */
  readonly outcomes: readonly Outcome[];
  readonly ms: number;
  /** What is wrong: an error of another kind, a promise that is broken, or the time that it took. */
  readonly problem: string | undefined;
}

const LONGEST_MS = 1000;

/** Reads the input of this seed and number, and every few of them in more than one way. */
export async function tryInput(inputs: FuzzInputs, seed: string, number: number): Promise<Trial> {
  const input = inputs.input(seed, number);
  const examination: Examination = {
    web: number % 64 === 0,
    together: number % 8 === 1,
    pieceSize: number % 4 === 0 ? 1 + ((number >> 2) % 40) : undefined,
  };
  const first = await timed(input, examination);
  // An input is slow if it is so again: a machine that is busy, or was halted, is not to blame on it.
  return first.ms > LONGEST_MS ? timed(input, examination) : first;
}

async function timed(input: FuzzInput, examination: Examination): Promise<Trial> {
  const start = performance.now();
  let outcomes: readonly Outcome[] = [];
  let problem: string | undefined;
  try {
    outcomes = await examine(input.bytes, examination);
  } catch (error) {
    problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const ms = performance.now() - start;
  if (ms > LONGEST_MS) problem ??= `took ${Math.round(ms)} ms`;
  return { ...input, outcomes, ms, problem };
}
