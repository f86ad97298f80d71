import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateWorkbook, PRESETS, xlsbBytes } from '@stock-analyzer/fixtures';
import { describe, expect, it } from 'vitest';
import { expectEverywhere, newFolder, run, smallWeek } from '../testing/weeks';
import { processWeek } from './process-week';

const { bytes, name } = smallWeek();
const text = (content: string) => new TextEncoder().encode(content);

/** The workbook with the rows of one sheet replaced. */
function withRows(sheet: string, rows: (own: readonly unknown[]) => readonly unknown[]): Uint8Array {
  const { content } = generateWorkbook(PRESETS.small);
  return xlsbBytes({
    sheets: content.sheets.map((each) =>
      each.name === sheet ? { ...each, rows: rows([...each.rows]) as typeof each.rows } : each,
    ),
  });
}

/** The head of an OLE2 file with an EncryptedPackage stream, as Office writes a protected workbook. */
function encrypted(): Uint8Array {
  const file = new Uint8Array(512 * 4);
  const view = new DataView(file.buffer);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(26, 3, true);
  view.setUint16(28, 0xfffe, true);
  view.setUint16(30, 9, true);
  view.setUint16(32, 6, true);
  view.setUint32(44, 1, true);
  view.setUint32(48, 1, true);
  view.setUint32(56, 4096, true);
  view.setInt32(60, -2, true);
  view.setInt32(68, -2, true);
  for (let at = 76; at < 512; at += 4) view.setInt32(at, -1, true);
  view.setUint32(76, 0, true);
  for (let at = 512; at < 1024; at += 4) view.setInt32(at, -1, true);
  view.setInt32(512, -3, true);
  view.setInt32(516, -2, true);
  for (const [index, entry] of ['Root Entry', 'EncryptedPackage'].entries()) {
    const at = 1024 + index * 128;
    for (let char = 0; char < entry.length; char++)
      view.setUint16(at + 2 * char, entry.charCodeAt(char), true);
    view.setUint16(at + 64, 2 * entry.length + 2, true);
    file[at + 66] = index === 0 ? 5 : 2;
    file[at + 67] = 1;
    view.setInt32(at + 68, -1, true);
    view.setInt32(at + 72, -1, true);
    view.setInt32(at + 76, index === 0 ? 1 : -1, true);
    view.setInt32(at + 116, -2, true);
  }
  return file;
}

const CASES: [what: string, code: string, input: Uint8Array, name?: string][] = [
  ['not a workbook', 'NOT_A_WORKBOOK', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])],
  ['empty', 'NOT_A_WORKBOOK', new Uint8Array()],
  ['truncated', 'TRUNCATED', bytes.subarray(0, bytes.length >> 1)],
  ['encrypted', 'ENCRYPTED', encrypted()],
  ['JSON of something else', 'MISSING_SHEET', text('{"prices":[{"a":1}]}'), 'prices.json'],
  ['broken JSON', 'DAMAGED', text('{"companies":[{"Ticker" "NVDA"}]}'), 'companies.json'],
  ['JSON cut off', 'TRUNCATED', text('{"companies":[{"Ticker":"NVDA"'), 'companies.json'],
  ['CSV of something else', 'MISSING_SHEET', text('a,b\n1,2\n'), 'things.csv'],
  ['without M_Company', 'MISSING_SHEET', smallWeek(0, { defects: [{ kind: 'missing_sheet' }] }).bytes],
  ['with an empty M_Company', 'EMPTY_SHEET', withRows('M_Company', () => [])],
  ['with headers and no company', 'EMPTY_SHEET', withRows('M_Company', (rows) => rows.slice(0, 3))],
  ['without headers', 'HEADER_NOT_FOUND', withRows('M_Company', (rows) => rows.slice(3))],
];

describe('what is no week', () => {
  it.each(CASES)('%s: %s, and nothing is written', async (_, code, input, as = name) => {
    const out = newFolder();
    await expect(run({ bytes: input, name: as, truth: smallWeek().truth }, { out })).rejects.toMatchObject({
      name: 'EtlError',
      code,
    });
    expect(readdirSync(out)).toEqual(['releases']);
    expect(readdirSync(join(out, 'releases'))).toEqual([]);
  });

  it('leaves the release of the week before as it was', async () => {
    const out = newFolder();
    const { run: record } = await run(smallWeek(), { out });
    for (const [, code, input, as = name] of CASES) {
      await expect(processWeek(input, { out, name: as })).rejects.toMatchObject({ code });
    }
    await expectEverywhere(out, record.release_id);
  });

  it('is a path that leads nowhere, or to a folder', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'week.xlsb'));
    const out = join(folder, 'out');
    for (const path of ['none.xlsb', 'week.xlsb'])
      await expect(processWeek(join(folder, path), { out })).rejects.toMatchObject({ code: 'UNREADABLE' });
    expect(readdirSync(folder)).toEqual(['week.xlsb']);
  });
});
