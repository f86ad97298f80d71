import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CorrectionError } from '@stock-analyzer/correction';
import { type DecisionMemory, noMemory, parseMemory } from '@stock-analyzer/correction/memory';
import { EtlError } from '../errors';
import { writeFileAtomic } from '../release/atomic-file';

/** Name of the file in the output folder that keeps persons' decisions for the weeks to come. */
export const MEMORY_FILE = 'decisions.json';

/** What persons decided in earlier weeks. @throws EtlError `DAMAGED_OUTPUT` */
export async function readMemory(out: string): Promise<DecisionMemory> {
  const file = join(out, MEMORY_FILE);
  try {
    return parseMemory(await readFile(file, 'utf8'));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return noMemory;
    if (!(cause instanceof CorrectionError)) throw cause;
    throw new EtlError({
      code: 'DAMAGED_OUTPUT',
      message: cause.problem,
      place: { file },
      advice: 'Restore the file from a backup, or remove it: what was decided is then asked for again.',
      cause,
    });
  }
}

/** Writes the memory, whole or not at all. The caller holds the folder's lock. */
export async function writeMemory(out: string, memory: DecisionMemory): Promise<void> {
  const lines = memory.decisions.map((decision) => JSON.stringify(decision)).join(',\n');
  await writeFileAtomic(join(out, MEMORY_FILE), `{"version":1,"decisions":[\n${lines}\n]}\n`);
}
