import { Random } from '@stock-analyzer/fixtures';
import type { WorkbookParts } from '../workbook-parts';
import { type EntryDraft, entryOf, writeZip, type ZipDraft } from '../zip-draft';
import { mutateBytes } from './mutate-bytes';
import { mutateRecords } from './mutate-records';
import { mutateZip } from './mutate-zip';
import { seedWorkbooks } from './workbooks';

/** Levels of a file at which inputs are mutated. */
export type FuzzLevel = 'bytes' | 'zip' | 'records';

/** One mutated file. */
export interface FuzzInput {
  readonly level: FuzzLevel;
  readonly bytes: Uint8Array;
}

/** Makes mutated files: the same one for the same seed and number, in any order. */
export class FuzzInputs {
  readonly #workbooks: readonly WorkbookParts[];
  /** Packed once, since most parts of an input are as they were. */
  readonly #packed: readonly ReadonlyMap<string, readonly [stored: EntryDraft, deflated: EntryDraft]>[];

  private constructor(workbooks: readonly WorkbookParts[]) {
    this.#workbooks = workbooks;
    this.#packed = workbooks.map(
      (parts) =>
        new Map(
          [...parts].map(([name, bytes]) => [
            name,
            [entryOf(name, bytes, 'store'), entryOf(name, bytes, 'deflate')],
          ]),
        ),
    );
  }

  static async create(): Promise<FuzzInputs> {
    return new FuzzInputs(await seedWorkbooks());
  }

  input(seed: string | number, number: number): FuzzInput {
    const random = new Random(seed, number);
    const index = random.integer(0, this.#workbooks.length - 1);
    const level = random.next();
    if (level < 0.15) {
      const other = this.#zip(random.integer(0, this.#workbooks.length - 1), random);
      const bytes = mutateBytes(writeZip(this.#zip(index, random)), random, writeZip(other));
      return { level: 'bytes', bytes };
    }
    if (level < 0.4) {
      return { level: 'zip', bytes: writeZip(mutateZip(this.#zip(index, random), random)) };
    }
    return { level: 'records', bytes: writeZip(this.#zipOfMutated(index, random)) };
  }

  #zip(index: number, random: Random): ZipDraft {
    return { entries: [...this.#packed[index]!.values()].map((pair) => pair[random.integer(0, 1)]!) };
  }

  /** One or two parts changed inside, packed as they should be: what reads the records is reached. */
  #zipOfMutated(index: number, random: Random): ZipDraft {
    const parts = this.#workbooks[index]!;
    const zip = this.#zip(index, random);
    const inside = zip.entries.filter(({ packed }) => packed.length > 0);
    const sheets = inside.filter(({ name }) => String(name).includes('sheet'));
    for (let count = random.integer(1, 2); count > 0; count--) {
      const { name } = random.pick(sheets.length > 0 && random.chance(0.55) ? sheets : inside);
      const key = String(name);
      const mutated = this.#mutatedPart(parts.get(key)!, key, random);
      zip.entries = zip.entries.map((entry) =>
        entry.name === name ? entryOf(key, mutated, random.chance(0.5) ? 'store' : 'deflate') : entry,
      );
    }
    return zip;
  }

  #mutatedPart(part: Uint8Array, name: string, random: Random): Uint8Array {
    if (!name.endsWith('.bin') || random.chance(0.05)) {
      const other = random.pick([...random.pick(this.#workbooks).values()]);
      return random.chance(0.1) ? other : mutateBytes(part, random, other);
    }
    return mutateRecords(part, random);
  }
}
