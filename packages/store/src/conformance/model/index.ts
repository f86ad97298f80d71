import type * as FastCheck from 'fast-check';
import type { StorePlace } from '../harness';
import { commandSequences } from './commands';
import { Replay } from './replay';

/** What {@link checkStoreModel} may be told. */
export interface ModelOptions {
  /** Makes an empty place for one sequence. */
  readonly place: () => StorePlace | Promise<StorePlace>;
  /** How many sequences. Default 100. */
  readonly runs?: number;
  /** At most so many commands in one. Default 12. */
  readonly commands?: number;
  /** Plays the same sequences again; a failure names its seed. Default: one of the day's. */
  readonly seed?: number;
}

/**
 * Plays random sequences of commands (publishing, restating, staging, releasing, discarding, editing, asking in every
 * way, walking from page to page, opening again) on a store and on a plain model over arrays of rows, and compares all
 * that they say. Two stores on one place take turns, where they share it. What fails is made as short as possible.
 *
 * @param fc The module `fast-check`, version 4.
 * @throws Error with the seed and the shortest sequence on which the store says something else than the model.
 * @example
 * ```ts
 * import { checkStoreModel } from '@stock-analyzer/store/conformance/model';
 * import { openMemoryStore } from '@stock-analyzer/store/memory';
 * import * as fc from 'fast-check';
 *
 * await checkStoreModel(fc, { place: () => ({ open: async () => openMemoryStore() }), runs: 20, seed: 1 });
 * ```
 */
export async function checkStoreModel(fc: typeof FastCheck, options: ModelOptions): Promise<void> {
  const { place, runs = 100, commands = 12, seed } = options;
  const property = fc.asyncProperty(commandSequences(fc, commands), async (sequence) => {
    await Replay.play(await place(), sequence);
  });
  await fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
}
