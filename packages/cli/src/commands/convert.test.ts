import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { xlsbBytes } from '@stock-analyzer/fixtures';
import { describe, expect, it } from 'vitest';
import { runMain } from '../testing/fake-terminal';
import { temporaryFolder, writeWeek } from '../testing/files';

const NA = { error: '#N/A' } as const;

/** A workbook with a visible, a hidden and a similarly named sheet. */
function newPlace() {
  const folder = temporaryFolder();
  const path = join(folder, 'week.xlsb');
  const rows = [
    { index: 0, cells: [{ value: '종목' }, { value: 'ROE' }] },
    { index: 2, cells: [{ value: '=1+1' }, { value: NA }] },
    { index: 3, cells: [{ value: 'NVDA' }, { value: 0.7943, format: '0.0%' }] },
    { index: 4, cells: [{ value: null, format: '0.0%' }] },
  ];
  const declared = { rows: 1_048_576, columns: 2 };
  const sheets = ['T_EPS C', 'T_EPS/C', 'M_Company'].map((name) => ({ name, declared, rows }));
  writeFileSync(path, xlsbBytes({ sheets }));
  const out = join(folder, 'out');
  return { folder, path, out, text: (name: string) => readFileSync(join(out, name), 'utf8') };
}

describe('convert', () => {
  it('writes every sheet as CSV, under names that every system takes', async () => {
    const { path, out, text } = newPlace();
    const { exitCode, out: said, err } = await runMain(['convert', path, '--to', 'csv', '--out', out]);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(readdirSync(out)).toEqual(['M_Company.csv', 'T_EPS_C-2.csv', 'T_EPS_C.csv']);
    expect(text('M_Company.csv')).toBe("\uFEFF종목,ROE\r\n,\r\n'=1+1,#N/A\r\nNVDA,0.7943\r\n");
    expect(said).toMatch(/^T_EPS\/C +4 +2 +1 +T_EPS_C-2\.csv$/m);
    expect(said).toContain(`3 files in ${out}\n`);
  });

  it('writes rows as JSON, and tells of it as JSON', async () => {
    const { path, out, text } = newPlace();
    const args = ['convert', path, '--to', 'json', '--sheets', 'M_Company', '--out', out, '--json'];
    const { out: said } = await runMain(args);
    expect(JSON.parse(text('M_Company.json'))).toEqual([
      ['종목', 'ROE'],
      [null, null],
      ['=1+1', { error: '#N/A' }],
      ['NVDA', 0.7943],
    ]);
    const file = join(out, 'M_Company.json');
    expect(JSON.parse(said)).toEqual({
      file: path,
      format: 'xlsb',
      to: 'json',
      out,
      written: [{ sheet: 'M_Company', file, rows: 4, columns: 2, errors: 1 }],
      notes: [],
    });
  });

  it('writes typed columns of the sheets whose names match', async () => {
    const { path, out, text } = newPlace();
    await runMain(['convert', path, '--to', 'columns', '--sheets', 'T_*', 'M_Compan?', '--out', out]);
    expect(readdirSync(out)).toHaveLength(3);
    const { columns, ...sheet } = JSON.parse(text('M_Company.columns.json'));
    expect(sheet).toMatchObject({ sheet: 'M_Company', declared_range: 'A1:B1048576', blank_rows: 1 });
    expect(columns[1].formats.exceptions).toEqual({ 3: '0.0%' });
  });

  it('takes the other formats as well, and tells what was odd', async () => {
    const { folder, out, text } = newPlace();
    const path = join(folder, 'rows.json');
    writeFileSync(path, '[{"Ticker":"NVDA","PER":NaN}]');
    const { out: said } = await runMain(['convert', path, '--to', 'json', '--out', out]);
    expect(said).toContain('BARE_TOKEN');
    expect(JSON.parse(text('rows.json'))).toEqual([
      ['Ticker', 'PER'],
      ['NVDA', { token: 'NaN' }],
    ]);
  });

  it('makes no folder for a sheet that is not there, and says which are', async () => {
    const { path, out } = newPlace();
    for (const [name, message] of [
      ['M_Compan', 'Did you mean "M_Company"'],
      ['X_*', 'no sheet whose name matches'],
    ] as const) {
      const args = ['convert', path, '--to', 'csv', '--sheets', 'T_EPS C', name, '--out', out];
      const { exitCode, err } = await runMain(args);
      expect({ exitCode, err }).toEqual({ exitCode: 5, err: expect.stringContaining(message) });
    }
    expect(existsSync(out)).toBe(false);
  });

  it('replaces what it wrote before', async () => {
    const { path, out, text } = newPlace();
    mkdirSync(out);
    writeFileSync(join(out, 'M_Company.csv'), 'old');
    await runMain(['convert', path, '--to', 'csv', '--sheets', 'M_Company', '--out', out]);
    expect(text('M_Company.csv')).toContain('NVDA');
    expect(readdirSync(out)).toEqual(['M_Company.csv']);
  });

  it('leaves no part of a file behind when it is interrupted', async () => {
    const { folder, out } = newPlace();
    const controller = new AbortController();
    const { exitCode, err } = await runMain(['convert', writeWeek(folder), '--to', 'csv', '--out', out], {
      signal: controller.signal,
      isLive: true,
      onErr: (text) => text.includes('(3 of 22)') && controller.abort(),
    });
    expect(exitCode).toBe(130);
    expect(err).toContain('Interrupted');
    expect(readdirSync(out)).toHaveLength(2);
    for (const name of readdirSync(out)) expect(name).toMatch(/\.csv$/);
  });

  it('says so when it cannot write, and wants to know the form', async () => {
    const { folder, path } = newPlace();
    const args = ['convert', path, '--to', 'csv', '--out', join(path, 'no-folder')];
    const { exitCode, err } = await runMain(args);
    expect({ exitCode, err }).toEqual({
      exitCode: 1,
      err: expect.stringMatching(/^error CANNOT_WRITE: The folder /),
    });
    expect((await runMain(['convert', path])).exitCode).toBe(2);
    expect((await runMain(['convert', path, '--to', 'xml'])).exitCode).toBe(2);
    expect(readdirSync(folder)).toEqual(['week.xlsb']);
  });
});
