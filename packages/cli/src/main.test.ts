import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runMain } from './testing/fake-terminal';
import { temporaryFolder, writeWeek } from './testing/files';

const COMMANDS = [
  'run',
  'inspect',
  'convert',
  'validate',
  'correct',
  'approve',
  'rollback',
  'report',
  'dictionary',
];

describe('the command line', () => {
  it('lists its commands and exit codes', async () => {
    const { exitCode, out } = await runMain(['--help']);
    expect(exitCode).toBe(0);
    for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(out).toContain('Exit codes: 0 done');
  });

  it.each(COMMANDS)('explains %s with examples, --json and exit codes', async (command) => {
    const { exitCode, out } = await runMain([command, '--help']);
    expect(exitCode).toBe(0);
    expect(out).toContain(`Usage: stock-analyzer ${command}`);
    expect(out).toMatch(/Examples?:\n {2}stock-analyzer /);
    expect(out).toContain('--json');
    expect(out).toContain('Exit codes: 0 done');
  });

  it.each([
    [['nonsense']],
    [['run']],
    [['run', 'a.xlsb', '--policy', '7']],
    [['run', 'a.xlsb', '--no-such-option']],
    [['validate', 'a.csv', '--max-issues', '']],
    [['dictionary', '--language', 'fr']],
    [[]],
  ])('exits with 2 for %j and says what is wrong', async (args) => {
    const { exitCode, out, err } = await runMain(args);
    expect(exitCode).toBe(2);
    expect(out).toBe('');
    expect(err).not.toBe('');
  });

  it('tells its version', async () => {
    expect((await runMain(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('errors', () => {
  it('are one line with a code, and JSON beside it when that is wanted', async () => {
    const plain = await runMain(['inspect', 'no/such/week.xlsb']);
    expect(plain).toEqual({
      exitCode: 5,
      out: '',
      err: 'error UNREADABLE: There is no file no/such/week.xlsb. Check the path.\n',
    });
    const json = await runMain(['inspect', 'no/such/week.xlsb', '--json']);
    expect(json.err).toBe(plain.err);
    expect(JSON.parse(json.out)).toMatchObject({ error: { code: 'UNREADABLE', retryable: false } });
    expect(JSON.parse((await runMain(['run', '--json'])).out)).toMatchObject({ error: { code: 'USAGE' } });
  });

  it('exit with 5 for unusable input', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'week.xlsb');
    writeFileSync(path, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0));
    for (const args of [
      ['run', '--out', folder],
      ['validate'],
      ['correct'],
      ['inspect'],
      ['convert', '--to', 'csv'],
    ]) {
      const { exitCode, err } = await runMain([args[0]!, path, ...args.slice(1)]);
      expect(exitCode).toBe(5);
      expect(err).toMatch(/^error NOT_A_WORKBOOK: .+\n$/);
    }
    expect((await runMain(['approve', 'no-such-run', '--out', folder])).exitCode).toBe(5);
    expect((await runMain(['rollback', 'no-such-release', '--out', folder])).exitCode).toBe(5);
    expect((await runMain(['report', '--out', folder])).exitCode).toBe(5);
  });

  it('exit with 6 while another run holds the folder', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'data');
    mkdirSync(out);
    const holder = { pid: process.pid, host: 'another-host', since: new Date().toISOString(), token: 'x' };
    writeFileSync(join(out, '.lock'), JSON.stringify(holder));
    const { exitCode, err } = await runMain(['run', writeWeek(folder), '--out', out]);
    expect(exitCode).toBe(6);
    expect(err).toMatch(/^error LOCKED: .*another-host/);
  });

  it('exit with 1 when the output cannot be written', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'data'), '');
    const { exitCode, err } = await runMain(['run', writeWeek(folder), '--out', join(folder, 'data')]);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^error UNWRITABLE: /);
  });

  it('let no text of a file steer the terminal', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a\u001b[2Jb.csv');
    const { err } = await runMain(['inspect', path, '--sheet', '\u001b[31mX']);
    expect(err).toContain('a·[2Jb.csv');
    expect(err).not.toContain('\u001b');
  });

  it('exit with 130 when the run is interrupted', async () => {
    const folder = temporaryFolder();
    const { exitCode, err } = await runMain(['run', writeWeek(folder), '--out', join(folder, 'data')], {
      signal: AbortSignal.abort(),
    });
    expect(exitCode).toBe(130);
    expect(err).toContain('Interrupted');
  });
});
