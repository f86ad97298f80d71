import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { companySchema } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { runMain } from '../testing/fake-terminal';
import { temporaryFolder, writeWeek } from '../testing/files';

describe('inspect', () => {
  it('lists the sheets, and the columns of those that are named', async () => {
    const week = writeWeek(temporaryFolder());
    const { out } = await runMain(['inspect', week]);
    expect(out).toContain('XLSB, 22 sheets');
    expect(out).toMatch(/^sheet +visibility +size +declared range$/m);
    expect(out).toMatch(/^M_Company +visible +\d+ kB +A1:[A-Z]+\d+$/m);
    const sheet = await runMain(['inspect', week, '--sheet', 'M_Company']);
    expect(sheet.out).toMatch(/^M_Company: \d+ rows from row \d+, \d+ blank rows? in the file$/m);
    expect(sheet.out).toMatch(/^column +type +values +errors +format +first$/m);
    const { sheets, read } = JSON.parse((await runMain(['inspect', week, '-s', 'A_Company', '--json'])).out);
    expect(sheets).toHaveLength(22);
    for (const { size, declaredRange } of sheets) {
      expect({ size, declaredRange }).toEqual({
        size: expect.any(Number),
        declaredRange: expect.stringMatching(/^A1:/),
      });
    }
    expect(read).toEqual([
      expect.objectContaining({ sheet: 'A_Company', first_row: 1, blank_rows: expect.any(Number) }),
    ]);
  });

  it('says of other formats what they say of themselves', async () => {
    const path = join(temporaryFolder(), 'rows.csv');
    writeFileSync(path, 'Ticker\n\nNVDA\n');
    const { out } = await runMain(['inspect', path, '--sheet', 'rows']);
    expect(out).toMatch(/^sheet +visibility\nrows +visible$/m);
    expect(out).toMatch(/^rows: 3 rows from row 1$/m);
    const { sheets, read } = JSON.parse((await runMain(['inspect', path, '-s', 'rows', '--json'])).out);
    expect(sheets).toEqual([{ name: 'rows', visibility: 'visible' }]);
    expect(read[0].blank_rows).toBeNull();
  });

  it('tells what was odd, and which sheets there are when one is not', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'rows.json');
    writeFileSync(path, '[{"Ticker":"NVDA","PER":NaN}]');
    const { out } = await runMain(['inspect', path, '--sheet', 'rows']);
    expect(out).toContain('BARE_TOKEN');
    const missing = await runMain(['inspect', path, '--sheet', 'row']);
    expect(missing).toMatchObject({ exitCode: 5, out: '' });
    expect(missing.err).toContain('Did you mean "rows"?');
  });
});

describe('dictionary', () => {
  it('prints every field, in English, Korean and JSON', async () => {
    const english = (await runMain(['dictionary'])).out;
    for (const { name } of companySchema.fields) expect(english).toContain(name);
    expect((await runMain(['dictionary', '--language', 'ko'])).out).toMatch(/[가-힣]/);
    expect(JSON.parse((await runMain(['dictionary', '--json'])).out)).toHaveLength(
      companySchema.fields.length,
    );
  });
});
