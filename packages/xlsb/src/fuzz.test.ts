import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { examine } from './testing/fuzz/examine';
import { FuzzInputs } from './testing/fuzz/input';
import { tryInput } from './testing/fuzz/trial';

const regressions = fileURLToPath(new URL('../fuzz/regressions/', import.meta.url));

let inputs: FuzzInputs;
beforeAll(async () => {
  inputs = await FuzzInputs.create();
});

/** Reads so many inputs of a seed. Gives what was wrong with any of them. */
async function failuresOf(seed: string, runs: number): Promise<string[]> {
  const failures: string[] = [];
  for (let number = 0; number < runs; number++) {
    const { level, problem } = await tryInput(inputs, seed, number);
    if (problem !== undefined) failures.push(`seed ${seed} input ${number} (${level}): ${problem}`);
  }
  return failures;
}

describe('a mutated file is read or refused by a typed error, soon', { timeout: 30_000 }, () => {
  it.each([
    ['one', 1000],
    ['two', 1000],
    [`${Date.now()}`, 1000],
  ])('inputs of seed %s', async (seed, runs) => {
    expect(await failuresOf(seed, runs)).toEqual([]);
  });

  it('is the same input for the same seed and number', () => {
    for (const number of [0, 1, 2, 77]) {
      expect(inputs.input('one', number)).toEqual(inputs.input('one', number));
    }
    expect(inputs.input('one', 5).bytes).not.toEqual(inputs.input('two', 5).bytes);
  });
});

describe('a file that once broke a promise', () => {
  it.each(readdirSync(regressions))('%s keeps it', async (name) => {
    const bytes = new Uint8Array(readFileSync(regressions + name));
    for (const pieceSize of [1, 2, 3, 7, 16, 100])
      await examine(bytes, { web: true, together: true, pieceSize });
  });
});

describe('the examination', () => {
  it('notices a promise that is broken', async () => {
    const { checkRows, checkTable } = await import('./testing/fuzz/table-invariants');
    expect(() =>
      checkRows([
        { row: 2, cells: [1] },
        { row: 1, cells: [1] },
      ]),
    ).toThrow('rows are in order');
    const column = {
      type: 'boolean' as const,
      name: 'A',
      validity: Uint8Array.of(1),
      values: Uint8Array.of(7),
    };
    const table = { name: 'S', visibility: 'visible' as const, firstRow: 1, rowCount: 1, blankRows: 0 };
    expect(() => checkTable({ ...table, columns: [column] })).toThrow('a boolean is 0 or 1');
  });
});
