import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as reader from './node';
import { goldenFiles } from './testing/golden-files';
import { tell } from './testing/tell.mjs';

const folder = fileURLToPath(new URL('../golden/', import.meta.url));
const files = goldenFiles();
const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** Parts by name, inflated: packed bytes differ between versions of zlib. */
async function partsOf(bytes: Uint8Array): Promise<[string, string][]> {
  const zip = await reader.openZip(bytes);
  const hex = async (name: string) => Buffer.from(await zip.part(name)!.bytes()).toString('hex');
  return Promise.all(zip.names.map(async (name): Promise<[string, string]> => [name, await hex(name)]));
}

describe.each(files.map((file) => [file.name, file] as const))('golden file %s', (name, written) => {
  const bytes = new Uint8Array(readFileSync(`${folder}${name}.xlsb`));
  const told = JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'));

  it('is read as its JSON says, from a path, from bytes and from a Blob', async () => {
    for (const input of [`${folder}${name}.xlsb`, bytes, new Blob([bytes])]) {
      expect(await tell(reader, input)).toEqual(told);
    }
  });

  it('is what its writer writes', async () => {
    expect(told).toEqual(JSON.parse(JSON.stringify(written.told)));
    const isBroken = 'error' in written.told && written.told.error.code !== 'NOT_XLSB';
    if (!isZip(bytes) || isBroken) expect(Buffer.compare(bytes, written.bytes)).toBe(0);
    else expect(await partsOf(bytes)).toEqual(await partsOf(written.bytes));
  });
});

it('there are no other files beside them', () => {
  const expected = files.flatMap(({ name }) => [`${name}.json`, `${name}.xlsb`]);
  expect(readdirSync(folder).sort()).toEqual(expected.sort());
});
