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
    expect(out).toMatch(/^M_Company +visible/m);
    const sheet = await runMain(['inspect', week, '--sheet', 'M_Company']);
    expect(sheet.out).toMatch(/^M_Company: \d+ rows from row \d+$/m);
    expect(sheet.out).toMatch(/^column +type +values +errors +format +first$/m);
    const { sheets, read } = JSON.parse((await runMain(['inspect', week, '-s', 'A_Company', '--json'])).out);
    expect(sheets).toHaveLength(22);
    expect(read.map(({ sheet: name }: { sheet: string }) => name)).toEqual(['A_Company']);
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
