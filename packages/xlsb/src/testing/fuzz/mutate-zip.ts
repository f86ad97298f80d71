import type { Random } from '@stock-analyzer/fixtures';
import { bytesOf, u32 } from '../record-draft';
import type { EntryDraft, EntryFields, ZipDraft } from '../zip-draft';
import { edge, near, someBytes } from './numbers';

const METHODS = [0, 8, 1, 9, 12, 14, 93, 95, 99, 65_535];
const NAMES = [
  '',
  '/',
  '__proto__',
  'constructor',
  '../../xl/workbook.bin',
  'XL/WORKBOOK.BIN',
  'xl\\workbook.bin',
  'xl/workbook.xml',
  'xl/styles.bin',
  '_rels/.rels',
  '\0',
  'n'.repeat(5000),
];

/** A zip with some of what its headers say changed; the rest is made to fit. */
export function mutateZip(draft: ZipDraft, random: Random): ZipDraft {
  const mutated: ZipDraft = {
    ...draft,
    entries: draft.entries.map((entry) => ({ ...entry, local: { ...entry.local } })),
  };
  for (let count = random.integer(1, 3); count > 0; count--) mutateOnce(mutated, random);
  return mutated;
}

function mutateOnce(zip: ZipDraft, random: Random): void {
  const { entries } = zip;
  const at = random.integer(0, Math.max(0, entries.length - 1));
  const entry = entries[at];
  switch (random.integer(0, 9)) {
    case 0:
      zip.count = near(random, entries.length);
      return;
    case 1:
      zip.directoryAt = edge(random);
      return;
    case 2:
      zip.gap = someBytes(random, 100);
      zip.comment = random.chance(0.5)
        ? someBytes(random, 60)
        : bytesOf(u32(0x06054b50), someBytes(random, 30));
      return;
    case 3: {
      const wild = () => BigInt(edge(random)) << BigInt(random.pick([0, 0, 8, 31, 32]));
      zip.zip64 = {
        ...(random.chance(0.4) && { at: wild() }),
        ...(random.chance(0.4) && { count: wild() }),
        ...(random.chance(0.4) && { directoryAt: wild() }),
        ...(random.chance(0.1) && { signature: edge(random) }),
      };
      return;
    }
    case 4:
      entries.splice(random.integer(0, entries.length), 0, ...entries.splice(at, 1));
      return;
    case 5:
      if (random.chance(0.5)) entries.splice(at, 1);
      else if (entry) entries.push({ ...entry, name: Buffer.from(random.pick(NAMES)) });
      return;
    case 6: // two that share their bytes
      if (entry) entry.offset = random.chance(0.5) ? edge(random) : random.integer(0, 3000);
      return;
    default:
      if (entry) mutateEntry(entry, random);
  }
}

function mutateEntry(entry: EntryDraft, random: Random): void {
  const fields = wildFields(entry, random);
  const target = random.integer(0, 2);
  if (target !== 0) Object.assign(entry.local, fields);
  if (target !== 1) Object.assign(entry, fields);
  if (random.chance(0.05)) entry.signature = edge(random);
  if (random.chance(0.05)) entry.local.signature = edge(random);
  if (random.chance(0.05)) entry.comment = someBytes(random, 30);
}

/** One field, or those that belong together, as they should not be. */
function wildFields(entry: EntryDraft, random: Random): Partial<EntryFields> {
  switch (random.integer(0, 7)) {
    case 0:
      return { size: near(random, entry.size) };
    case 1:
      return { packedSize: near(random, entry.packedSize) };
    case 2:
      return { crc: edge(random) };
    case 3:
      return { flags: random.chance(0.5) ? 1 << random.integer(0, 15) : random.integer(0, 65_535) };
    case 4:
      return { method: random.pick(METHODS) };
    case 5:
      return { name: Buffer.from(random.pick(NAMES)) };
    case 6:
      return { extra: someBytes(random, random.chance(0.8) ? 40 : 400) };
    default: {
      // The sizes and the offset stand in the extra field, or some of them do.
      const long = [entry.size, entry.packedSize].map((size) => [
        near(random, size),
        random.pick([0, 0, 1, edge(random)]),
      ]);
      const content = u32(...long.flat()).subarray(0, random.integer(0, 16));
      const head = Uint8Array.of(1, 0, content.length, 0);
      return {
        size: 0xffffffff,
        packedSize: 0xffffffff,
        extra: bytesOf(someBytes(random, 1), head, content),
      };
    }
  }
}
