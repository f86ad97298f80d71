import { randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { writeXlsb } from '@stock-analyzer/fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openXlsb } from './node';
import { type BombOptions, bombOf } from './testing/bomb';
import { type Cost, Measured, type Way } from './testing/measured';
import { bytesOf, type RecordDraft, record, u32, wide, writeRecords } from './testing/record-draft';
import {
  cell,
  cellValue,
  partsOf,
  rowOf,
  sheetOf,
  shortCell,
  stylesOf,
  textsOf,
  type WorkbookParts,
} from './testing/workbook-parts';
import { entryOf, writeZip, type ZipDraft, zipOf } from './testing/zip-draft';

const MB = 2 ** 20;
const LONGEST_MS = 1000;
const MOST_EXTRA_MB = 64;

let measured: Measured;
/** What a workbook of one cell costs: Node, the reader, and nothing to speak of. */
let usual: Cost;
beforeAll(async () => {
  measured = await Measured.build();
  usual = await measured.read(measured.file(writeZip(zipOf(parts()))), 'table');
});
afterAll(() => measured.remove());

const small = sheetOf([rowOf(0), cell(7, 0, 0, cellValue(7))]);

function parts(sheet: Iterable<RecordDraft> = small): WorkbookParts {
  return partsOf({ sheets: { S: sheet }, texts: textsOf(['text']), styles: stylesOf(['0.0%']) });
}

/** The usual workbook with something else in one of its parts. */
function withEntry(name: string, make: (name: string) => ReturnType<typeof bombOf>): ZipDraft {
  const zip = zipOf(parts());
  zip.entries = zip.entries.map((entry) => (String(entry.name) === name ? make(name) : entry));
  return zip;
}

const emptyTexts = (count: number) => Buffer.alloc(7 * count, writeRecords([record(19, 0, wide(''))]));
const xfs = (count: number) => Buffer.alloc(6 * count, writeRecords([record(47, u32(0))]));

const SHEET = 'xl/worksheets/sheet1.bin';
const TEXTS = 'xl/sharedStrings.bin';
const STYLES = 'xl/styles.bin';
const BOOK = 'xl/workbook.bin';
const RELS = 'xl/_rels/workbook.bin.rels';
/** A MB that packs to a thousandth: a record that no part knows, or a blank in XML. */
const ZEROS = writeRecords([record(1000, new Uint8Array(MB - 6))]);
/** What does not pack, so that what stands around it is not packed suspiciously well. */
const NOISE = randomBytes(10_000);
/** What each part may be full of that has to be taken apart; it packs as well as is let pass. */
const FILLINGS: Readonly<Record<string, Uint8Array>> = {
  [TEXTS]: bytesOf(emptyTexts(149_796), writeRecords([record(1000, NOISE)])),
  [STYLES]: bytesOf(writeRecords([record(617)]), xfs(174_762), writeRecords([record(1000, NOISE)])),
  [BOOK]: bytesOf(
    writeRecords([record(131)]),
    Buffer.alloc(21 * 50_000, writeRecords([record(156, u32(0, 0), wide('a'), wide(''))])),
    writeRecords([record(1000, NOISE)]),
  ),
  [RELS]: Buffer.from(
    `${'<Relationship Id="a" Type="b" Target="c"/>'.repeat(25_000)}${NOISE.toString('hex')}`,
  ),
  '_rels/.rels': Buffer.from(`${'<a b="c"/>&amp;'.repeat(75_000)}${NOISE.toString('hex')}`),
};
/** A little less than the limits let pass: what a part may declare. */
const PASSES: Readonly<Record<string, number>> = { [SHEET]: 190 * MB, [TEXTS]: 45 * MB, [STYLES]: 45 * MB };

/** A file of 500 KB with a part that inflates to 500 MB. */
function bomb(part: string, options?: BombOptions): Uint8Array {
  const filling = part.endsWith('.rels') ? Buffer.alloc(MB, ' ') : ZEROS;
  return writeZip(withEntry(part, (name) => bombOf(name, filling, 500, options)));
}

/** A bomb is refused, soon and without much memory. Gives the error's message. */
async function refused(bytes: Uint8Array, how: Way, code: string): Promise<string> {
  const cost = await measured.read(measured.file(bytes), how);
  expect(cost).toMatchObject({ outcome: code });
  expect(cost.ms, `ms of ${cost.message}`).toBeLessThan(LONGEST_MS);
  expect(cost.peakMb - usual.peakMb, `MB of ${cost.message}`).toBeLessThan(MOST_EXTRA_MB);
  return cost.message;
}

describe('a bomb of 500 KB that inflates to 500 MB', { timeout: 30_000 }, () => {
  describe.each(Object.keys(FILLINGS))('in %s', (part) => {
    it('and says so', async () => {
      const bytes = bomb(part);
      expect(bytes.length).toBeLessThan(550_000);
      expect(await refused(bytes, 'table', 'TOO_LARGE')).toContain(part);
    });

    it('and says that it is small', async () => {
      await refused(bomb(part, { declared: 1000 }), 'table', 'DAMAGED');
    });

    it('and says just what the limits let pass', async () => {
      await refused(bomb(part, { declared: PASSES[part] ?? 15 * MB }), 'table', 'DAMAGED');
    });
  });

  it('in a sheet is refused in rows, in batches and by its range as well', async () => {
    for (const how of ['rows', 'batches', 'declaredRange'] as const) {
      await refused(bomb(SHEET), how, 'TOO_LARGE');
    }
  });

  it('in the head of a sheet that says it is small is not inflated for its range', async () => {
    const cost = await measured.read(measured.file(bomb(SHEET, { declared: 15 * MB })), 'declaredRange');
    expect(cost.outcome).toBe('read');
    expect(cost.peakMb - usual.peakMb).toBeLessThan(MOST_EXTRA_MB);
  });

  it('that is stored, so they say, has two sizes', async () => {
    const zip = withEntry(SHEET, (name) => ({ ...bombOf(name, ZEROS, 500), method: 0 }));
    zip.entries.forEach((entry) => {
      entry.size = Math.min(entry.size, 15 * MB);
    });
    expect(await refused(writeZip(zip), 'table', 'DAMAGED')).toContain('A stored part has two sizes');
  });
});

describe('a part that is packed as well as the limits let pass', { timeout: 30_000 }, () => {
  it.each([
    [TEXTS, 'read', 45],
    [STYLES, 'TOO_LARGE', 45],
    [BOOK, 'TOO_LARGE', 15],
    [RELS, 'TOO_LARGE', 15],
    ['_rels/.rels', 'read', 15],
  ])('%s takes its bytes and what is made of them', async (part, outcome, size) => {
    const times = Math.floor((size * MB) / FILLINGS[part]!.length);
    const bytes = writeZip(
      withEntry(part, (name) => bombOf(name, FILLINGS[part]!, times, { checked: true })),
    );
    const cost = await measured.read(measured.file(bytes), 'table');
    expect(cost).toMatchObject({ outcome });
    expect(cost.ms).toBeLessThan(LONGEST_MS);
    // Bytes, what is made of them, and room for the collector; no more than that for any number of things.
    expect(cost.peakMb - usual.peakMb).toBeLessThan(2 * size + 50);
  });
});

describe('entries of a zip', { timeout: 30_000 }, () => {
  it('that share their bytes are refused', async () => {
    const zip = withEntry(SHEET, (name) => bombOf(name, ZEROS, 10));
    const shared = zip.entries.findIndex(({ name }) => String(name) === SHEET);
    const before = writeZip({ entries: zip.entries.slice(0, shared) });
    const offset =
      before.length - 22 - zip.entries.slice(0, shared).reduce((sum, e) => sum + 46 + e.name.length, 0);
    for (let count = 2; count < 300; count++) {
      const name = Buffer.from(`xl/worksheets/sheet${count}.bin`);
      zip.entries.push({ ...zip.entries[shared]!, name, packed: new Uint8Array(), offset });
    }
    const message = await refused(writeZip(zip), 'open', 'DAMAGED');
    expect(message).toContain('A part of the zip reaches into what follows it');
  });

  it('may be many, but not too many', async () => {
    const entries = Array.from({ length: 30_000 }, (_, index) =>
      entryOf(`${index}`, new Uint8Array(), 'store'),
    );
    const zip = zipOf(parts());
    const cost = await measured.read(
      measured.file(writeZip({ entries: [...zip.entries, ...entries] })),
      'table',
    );
    expect(cost).toMatchObject({ outcome: 'read', rows: 1 });
    expect(cost.ms).toBeLessThan(LONGEST_MS);
    const more = { ...zip, zip64: { count: 10n ** 12n } };
    await refused(writeZip(more), 'open', 'TOO_LARGE');
  });

  it.each([
    ['more files than there are', { count: 40_000 }, 'DAMAGED'],
    ['a place beyond the file', { directoryAt: 0xfffffff0 }, 'DAMAGED'],
    ['a place beyond every file', { zip64: { directoryAt: 2n ** 63n } }, 'DAMAGED'],
    ['a record beyond every file', { zip64: { at: 2n ** 64n - 1n } }, 'DAMAGED'],
  ] as const)('of which the directory says %s are refused', async (_, wrong, code) => {
    await refused(writeZip({ ...zipOf(parts()), ...wrong }), 'open', code);
  });

  it('may have names that lead through any number of folders', async () => {
    const deep = { ...zipOf(parts()) };
    deep.entries.push(entryOf('a/'.repeat(32_000), new Uint8Array(), 'store'));
    const cost = await measured.read(measured.file(writeZip(deep)), 'table');
    expect(cost).toMatchObject({ outcome: 'read', rows: 1 });
  });
});

describe('counts and sizes that are not true', { timeout: 30_000 }, () => {
  const texts = (...records: RecordDraft[]) =>
    writeZip(zipOf(parts().set(TEXTS, writeRecords([...records, record(19, 0, wide('text'))]))));

  it('billions of shared texts take no room before they are there', async () => {
    const bytes = texts(record(159, u32(0xffffffff, 0xffffffff)));
    const cost = await measured.read(measured.file(bytes), 'table');
    expect(cost).toMatchObject({ outcome: 'read', rows: 1 });
    expect(cost.peakMb - usual.peakMb).toBeLessThan(MOST_EXTRA_MB);
  });

  it('a million heads of the shared texts make one array', async () => {
    const heads = Buffer.alloc(11 * 1_000_000, writeRecords([record(159, u32(0xffffffff, 0xffffffff))]));
    const part = bytesOf(heads, writeRecords([record(19, 0, wide('text'))]));
    const cost = await measured.read(measured.file(writeZip(zipOf(parts().set(TEXTS, part)))), 'table');
    expect(cost).toMatchObject({ outcome: 'read', rows: 1 });
    expect(cost.ms).toBeLessThan(LONGEST_MS);
    expect(cost.peakMb - usual.peakMb).toBeLessThan(MOST_EXTRA_MB);
  });

  it.each([
    ['a shared text of 4 billion characters', () => texts(record(19, 0, u32(0xfffffffe))), 'DAMAGED'],
    ['a cell’s text of 4 billion', () => sheetFile([rowOf(0), cell(6, 0, 0, u32(0xfffffffe))]), 'DAMAGED'],
    ['a cell of 256 MB', () => sheetFile([rowOf(0), { ...cell(6, 0, 0), size: 2 ** 28 - 1 }]), 'TOO_LARGE'],
    ['an unknown record of 256 MB', () => sheetFile([{ ...record(500), size: 2 ** 28 - 1 }]), 'DAMAGED'],
    ['a cell beyond the last column', () => sheetFile([rowOf(0), cell(2, 16_384, 0, u32(0))]), 'DAMAGED'],
    ['a cell far beyond it', () => sheetFile([rowOf(0), cell(2, 0xffffffff, 0, u32(0))]), 'DAMAGED'],
    [
      'a short cell behind the last column',
      () => sheetFile([rowOf(0), cell(1, 16_383, 0), shortCell(13, 0, u32(0))]),
      'DAMAGED',
    ],
    ['a row beyond the last', () => sheetFile([rowOf(1_048_576)]), 'DAMAGED'],
    ['a row far beyond it', () => sheetFile([rowOf(0xffffffff)]), 'DAMAGED'],
    [
      'a shared text that there is not',
      () => sheetFile([rowOf(0), cell(7, 0, 0, u32(0xffffffff))]),
      'DAMAGED',
    ],
  ] as const)('%s', async (_, make, code) => {
    const start = performance.now();
    const table = openXlsb(make()).then(({ sheets }) => sheets[0]!.table());
    await expect(table).rejects.toMatchObject({ code });
    expect(performance.now() - start).toBeLessThan(LONGEST_MS);
  });

  it('a record of 256 MB whose head lies where a piece ends', async () => {
    const before = writeRecords([record(129), record(145), rowOf(0)]);
    const unknown = record(500, new Uint8Array(2 ** 18 - before.length - 5 - 2));
    const huge = { ...cell(6, 0, 0), size: 2 ** 28 - 1 };
    const head = bytesOf(before, writeRecords([unknown, huge]));
    const bytes = bytesOf(head, new Uint8Array(100 * MB));
    const declared = (name: string) => ({ ...entryOf(name, bytes, 'deflate'), size: 15 * MB });
    await refused(writeZip(withEntry(SHEET, declared)), 'table', 'TOO_LARGE');
  });
});

const sheetFile = (cells: Iterable<RecordDraft>) => writeZip(zipOf(parts(sheetOf(cells))));

describe('few cells far from each other', { timeout: 60_000 }, () => {
  const diagonal = Array.from({ length: 16_384 }, (_, at) => [
    rowOf(at * 64),
    cell(2, at, 0, cellValue(2)),
  ]).flat();

  it('a diagonal of 16,384 cells makes no table of billions', async () => {
    const message = await refused(sheetFile(diagonal), 'table', 'TOO_LARGE');
    expect(message).toContain('limits.cells');
  });

  it('a million rows of one cell in the last column make a table of one column, and no rows of billions of blank cells', async () => {
    const path = measured.path();
    const row = writeRecords([rowOf(0), cell(2, 16_383, 0, cellValue(2))]);
    const cells = Buffer.alloc(row.length * 1_048_576, row);
    for (let index = 0; index < 1_048_576; index++) cells.writeUInt32LE(index, index * row.length + 2);
    const sheet = bytesOf(writeRecords([record(129), record(145)]), cells, writeRecords([record(146)]));
    const file = openSync(path, 'w');
    writeSync(file, writeZip(zipOf(parts().set(SHEET, sheet))));
    closeSync(file);
    const table = await measured.read(path, 'table');
    expect(table).toMatchObject({ outcome: 'read', rows: 1_048_576 });
    expect(table.peakMb - usual.peakMb).toBeLessThan(128);
    for (const how of ['rows', 'batches'] as const) {
      const cost = await measured.read(path, how, { cells: 2_000_000 });
      expect(cost).toMatchObject({ outcome: 'TOO_LARGE' });
      expect(cost.ms).toBeLessThan(LONGEST_MS);
      expect(cost.peakMb - usual.peakMb).toBeLessThan(MOST_EXTRA_MB);
    }
  });

  it('texts of their own, each another, are held up to a limit', async () => {
    const texts = Array.from({ length: 20_000 }, (_, row) => [
      rowOf(row),
      ...[0, 1, 2, 3, 4].map((column) => cell(6, column, 0, wide(`${row}/${column}`))),
    ]).flat();
    const path = measured.file(sheetFile(texts));
    const cost = await measured.read(path, 'table');
    expect(cost).toMatchObject({ outcome: 'read', rows: 20_000 });
    const refusal = await measured.read(path, 'table', { heldBytes: MB / 4 });
    expect(refusal).toMatchObject({ outcome: 'TOO_LARGE' });
    expect(refusal.peakMb).toBeLessThan(cost.peakMb);
  });
});

describe('a sheet that declares more than it holds', { timeout: 60_000 }, () => {
  /** A sheet of a few values, and below them rows of 34 blank cells. */
  function phantom(rows: number): string {
    const path = measured.path();
    const file = openSync(path, 'w');
    const blanks = new Array(34).fill({ value: null });
    const values = { index: 0, cells: [{ value: 'NVDA' }, { value: 0.7943 }] };
    const all = {
      *[Symbol.iterator]() {
        yield values;
        for (let index = 1; index < rows; index++) yield { index, cells: blanks };
      },
    };
    const sheets = [{ name: 'M_Company', declared: { rows: 1_048_576, columns: 34 }, rows: all }];
    writeXlsb({ sheets }, (bytes) => writeSync(file, bytes), { packing: { method: 'deflate', level: 1 } });
    closeSync(file);
    return path;
  }

  it('is read, and blank rows cost no memory', async () => {
    const peaks: number[] = [];
    for (const rows of [1, 100_000, 1_048_576]) {
      const cost = await measured.read(phantom(rows), 'table');
      expect(cost).toMatchObject({ outcome: 'read', rows: 1 });
      peaks.push(cost.peakMb);
    }
    expect(Math.max(...peaks) - Math.min(...peaks)).toBeLessThan(16);
  });
});
