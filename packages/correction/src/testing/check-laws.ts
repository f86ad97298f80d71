import fc from 'fast-check';
import { it } from 'vitest';
import type { Law } from './laws';

/** A million runs take long, and so do a thousand on a busy machine. */
const PATIENCE = 6 * 3_600_000;

/**
 * A test for each law, on a thousand cases or as many as said. With `LAW_RUNS=1000000` every law is held to a million cases, the
 * same for all of them, because making a case takes longer than checking a law on it; `LAW_SEED` says which.
 */
export function checkLaws<Case>(
  laws: Readonly<Record<string, Law<Case>>>,
  cases: fc.Arbitrary<Case>,
  usual = 1000,
): void {
  const numRuns = Number(process.env.LAW_RUNS ?? 0);
  const seed = process.env.LAW_SEED;
  if (numRuns === 0) {
    it.each(Object.entries(laws))('%s', { timeout: PATIENCE }, (_, law) => {
      fc.assert(fc.property(cases, law), { numRuns: usual });
    });
    return;
  }
  it(`${Object.keys(laws).join('; ')}: on ${numRuns} cases`, { timeout: PATIENCE }, () => {
    const all = Object.entries(laws);
    fc.assert(
      fc.property(cases, (each) => {
        for (const [name, law] of all) {
          try {
            law(each);
          } catch (cause) {
            throw new Error(`${name}: ${cause}`, { cause });
          }
        }
      }),
      { numRuns, ...(seed !== undefined && { seed: Number(seed) }) },
    );
  });
}
