import { runChild, Unfinished } from './children';
import type { Count, Outcome, Task } from './task';

/** One who takes part, and what it has to read. */
export interface Contender {
  /** Its name in the figures. */
  readonly name: string;
  readonly task: Task;
  /** What it would read if it lost nothing. */
  readonly expected: Count;
}

/** What several processes of one contender took. */
export interface Taken {
  /** CPU of each process, that of Node included; of each run where it is warm. */
  readonly cpuMs: readonly number[];
  readonly peakMb: readonly number[];
}

/**
 * Lets the contenders run by turns, so that what the machine does beside falls on all alike, and never two at a
 * time. One that does not finish is told of and left out.
 *
 * @param runsFor how often one runs, by the CPU of its first run
 */
export function inRounds(
  contenders: readonly Contender[],
  label: string,
  runsFor: (firstMs: number) => number,
): Map<string, Taken> {
  const outcomes = new Map<string, Outcome[]>(contenders.map(({ name }) => [name, []]));
  let running = [...contenders];
  for (let round = 0; running.length > 0; round++) {
    running = running.filter((contender) => {
      const outcome = runOnce(contender, `${label}.${contender.name}`, round === 0);
      if (!outcome) return false;
      const all = outcomes.get(contender.name)!;
      all.push(outcome);
      return all.length < runsFor(all[0]!.cpuMs[0]!);
    });
  }
  const taken = new Map<string, Taken>();
  for (const [name, all] of outcomes) {
    if (all.length === 0) continue;
    taken.set(name, {
      cpuMs: all.flatMap((outcome) => outcome.cpuMs),
      peakMb: all.map((outcome) => outcome.peakMb),
    });
  }
  return taken;
}

function runOnce({ task, expected }: Contender, label: string, isFirst: boolean): Outcome | undefined {
  try {
    const outcome = runChild(task);
    if (isFirst) compare(outcome.counted, expected, label);
    return outcome;
  } catch (error) {
    if (!(error instanceof Unfinished)) throw error;
    console.log(`# ${label} ${error.message}`);
    return undefined;
  }
}

/** A contender that loses a few cells is told of; one that has not done the work must not be timed. */
function compare(counted: Count, expected: Count, label: string): void {
  for (const key of Object.keys(counted) as (keyof Count)[]) {
    const [got, wanted] = [counted[key]!, expected[key]!];
    if (got === wanted) continue;
    if (key !== 'errors' && Math.abs(got - wanted) > 0.02 * wanted) {
      throw new Error(`${label} read ${got} of ${wanted} ${key}: it did not do the work`);
    }
    console.log(`# ${label} reads ${got} of ${wanted} ${key}`);
  }
}
