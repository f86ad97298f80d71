import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runMain } from '../testing/fake-terminal';
import { temporaryFolder, writeWeek } from '../testing/files';

describe('validate', () => {
  it('tells what is wrong by kind, field and cell, and exits with 4 for errors', async () => {
    const week = writeWeek(temporaryFolder(), '2025-10-10', [{ kind: 'ticker_as_number', count: 1 }]);
    const { exitCode, out, err } = await runMain(['validate', week, '--max-issues', '3']);
    expect(exitCode).toBe(4);
    expect(err).toBe('');
    expect(out).toContain('has errors');
    expect(out).toMatch(/^kind of issue +issues$/m);
    expect(out).toMatch(/^Ticker +1 +0 +0 +100\.0 %$/m);
    expect(out).toMatch(/^error +M_Company!B\d+ +\d+ +Ticker +The ticker \d+ is a number/m);
    expect(out).toMatch(/^3 of [\d,]+ issues, the worst first/m);
  });

  it('counts a row that has no name, although it is no company', async () => {
    const week = writeWeek(temporaryFolder(), '2025-10-10', [{ kind: 'missing_name', count: 2 }]);
    const { exitCode, out } = await runMain(['validate', week, '--json']);
    expect(exitCode).toBe(4);
    const { by_code, summary, issues } = JSON.parse(out);
    expect(by_code.missing_required).toBe(2);
    expect(summary.errors).toBe(2);
    expect(issues[0].message).toMatch(/^Row \d+ of M_Company has no corpName and is kept out$/);
  });

  it('exits with 0 where there are warnings only', async () => {
    const { exitCode, out } = await runMain(['validate', writeWeek(temporaryFolder())]);
    expect(exitCode).toBe(0);
    expect(out).toContain('has no errors');
    expect(out).toMatch(/^issues +0 errors, [1-9]\d* warnings/m);
  });

  it('checks canonical rows, which a file called companies is taken for', async () => {
    const folder = temporaryFolder();
    const rows = [
      { Ticker: 'NVDA', corpName: 'NVIDIA', exchange: 'NASDAQ', 'ROE (Fwd)': 79.43 },
      { Ticker: 'TEST', corpName: 'Test', exchange: 'MARS', 'ROE (Fwd)': 15.5 },
      { Ticker: 'NONE', corpName: null, exchange: 'NYSE', 'ROE (Fwd)': 1 },
    ];
    const json = join(folder, 'companies.json');
    writeFileSync(json, JSON.stringify({ metadata: { as_of: '2025-10-10' }, companies: rows }));
    const csv = join(folder, 'mine-20251010.csv');
    writeFileSync(
      csv,
      `Ticker,corpName,exchange,ROE (Fwd)\n${rows.map((row) => Object.values(row).join(',')).join('\n')}\n`,
    );
    for (const args of [[json], [csv, '--profile', 'canonical']]) {
      const { exitCode, out } = await runMain(['validate', ...args, '--json']);
      expect(exitCode).toBe(4);
      const { by_code, summary } = JSON.parse(out);
      expect(summary).toMatchObject({ as_of: '2025-10-10', total_companies: 2, valid_companies: 1 });
      expect(by_code).toMatchObject({ not_in_list: 1, missing_required: 1 });
    }
    expect((await runMain(['validate', csv])).err).toMatch(/^error MISSING_SHEET: /);

    const undated = join(folder, 'rows.json');
    writeFileSync(undated, JSON.stringify(rows));
    const checked = await runMain(['validate', undated, '--profile', 'canonical', '--json']);
    expect(JSON.parse(checked.out).summary).toMatchObject({ total_companies: 2, valid_companies: 1 });
    const refused = await runMain(['run', undated, '--profile', 'canonical', '--out', join(folder, 'out')]);
    expect(refused.err).toMatch(/^error AS_OF_UNKNOWN: /);
    const dated = ['--as-of', '2025-10-10', '--json'];
    const ran = await runMain([
      'run',
      undated,
      '--profile',
      'canonical',
      '--out',
      join(folder, 'out'),
      ...dated,
    ]);
    expect(JSON.parse(ran.out).as_of.date).toBe('2025-10-10');
  });

  it('prints the report as JSON, counted in full whatever is listed', async () => {
    const week = writeWeek(temporaryFolder());
    const all = JSON.parse((await runMain(['validate', week, '--json'])).out);
    const two = JSON.parse((await runMain(['validate', week, '--json', '-n', '2'])).out);
    expect(all.issues).toHaveLength(all.issues_total);
    expect(two.issues).toHaveLength(2);
    expect(two.issues_total).toBe(all.issues_total);
    expect(two.summary.as_of).toBe('2025-10-10');
  });

  it('prints the issues as CSV', async () => {
    const week = writeWeek(temporaryFolder());
    const [head, ...lines] = (await runMain(['validate', week, '--csv', '-n', '5'])).out
      .trimEnd()
      .split('\r\n');
    expect(head).toBe('row,ticker,field,code,rule,severity,value,expected,message,cell,suggestion,evidence');
    expect(lines).toHaveLength(5);
  });

  it('speaks Korean', async () => {
    const { out } = await runMain(['validate', writeWeek(temporaryFolder()), '--json', '--language', 'ko']);
    expect(
      JSON.parse(out).issues.some(({ message }: { message: string }) => /[가-힣]{2}/.test(message)),
    ).toBe(true);
  });
});
