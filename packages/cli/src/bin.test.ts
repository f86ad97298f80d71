import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildBin, runBin, runInTerminal, runShell } from './testing/bin';
import { temporaryFolder, writeWeek } from './testing/files';

beforeAll(buildBin, 120_000);

const CTRL_C = '\u0003';
/** How every foreground colour begins. */
const COLOR = '\u001b[3';

function newPlace() {
  const folder = temporaryFolder();
  const out = join(folder, 'data');
  return { folder, out, week: writeWeek(folder) };
}

describe('the program', { timeout: 60_000 }, () => {
  it('takes a week from the workbook to a release and back, and says by its exit code how it went', async () => {
    const { folder, out, week } = newPlace();
    const inOut = (...args: string[]) => runBin([...args, '--out', out]);

    const held = await inOut('run', week, '--json');
    expect(held).toMatchObject({ exitCode: 3, err: '' });
    const approved = await inOut('approve', JSON.parse(held.out).run_id, '--json');
    expect(approved).toMatchObject({ exitCode: 0, err: '' });
    expect((await inOut('run', week)).out).toContain('unchanged');

    const earlier = await inOut('run', writeWeek(folder, '2025-10-03'), '--policy', 'demo', '--json');
    expect(JSON.parse(earlier.out).status).toBe('history');
    const { exitCode, out: said } = await inOut('rollback', JSON.parse(earlier.out).release_id);
    expect({ exitCode, said }).toEqual({ exitCode: 0, said: expect.stringContaining('week 2025-10-03') });
    expect((await inOut('report', '--format', 'md')).out).toContain('2025-10-03');
    expect((await runBin(['inspect', week])).out).toContain('M_Company');
    const csv = join(folder, 'csv');
    const converted = await runBin(['convert', week, '--to', 'csv', '--out', csv, '--sheets', 'M_*']);
    expect(converted).toMatchObject({ exitCode: 0, err: '' });
    expect(readdirSync(csv)).toEqual(['M_Company.csv', 'M_ETFs.csv']);
  });

  it('exits with 2 for wrong usage, 4 for invalid data, 5 for bad input, 6 while the folder is taken', async () => {
    const { folder, out, week } = newPlace();
    const invalid = writeWeek(folder, '2025-10-17', [{ kind: 'ticker_as_number' }]);
    const nothing = join(folder, 'nothing.xlsb');
    writeFileSync(nothing, '');
    mkdirSync(out);
    const holder = { pid: process.pid, host: hostname(), since: new Date().toISOString(), token: 'test' };
    writeFileSync(join(out, '.lock'), JSON.stringify(holder));
    const codes = await Promise.all(
      [['run'], ['validate', invalid], ['validate', nothing], ['run', week, '--out', out]].map(
        async (args) => (await runBin(args)).exitCode,
      ),
    );
    expect(codes).toEqual([2, 4, 5, 6]);
  });

  it('colours nothing that is not a terminal, unless it is told to', async () => {
    const { out, week } = newPlace();
    const args = ['run', week, '--out', out];
    const piped = await runBin(args);
    expect(piped.out + piped.err).not.toContain('\u001b');
    expect((await runBin(args, { FORCE_COLOR: '1' })).out).toContain(COLOR);
    expect((await runBin(args, { FORCE_COLOR: '1', NO_COLOR: '1' })).out).not.toContain('\u001b');
  });

  it('reviews by commands from a pipe', async () => {
    const { out, week } = newPlace();
    const held = JSON.parse((await runBin(['run', week, '--out', out, '--json'])).out);
    const line = `printf 'accept rule:scale\\napprove\\n' | $BIN review ${held.run_id} --out '${out}' --by Kim`;
    const { exitCode, out: said } = await runShell(line);
    expect({ exitCode, said }).toEqual({ exitCode: 0, said: expect.stringContaining('published') });
  });

  it('goes on when nobody reads what it prints', async () => {
    const { out, week } = newPlace();
    const line = `$BIN validate '${week}' --json | head -c 1 >/dev/null; echo "\${PIPESTATUS[0]}"`;
    expect(await runShell(line)).toEqual({ exitCode: 0, out: '0\n', err: '' });
    const run = `$BIN run '${week}' --policy demo --out '${out}' | true; echo "\${PIPESTATUS[0]}"`;
    expect(await runShell(run)).toEqual({ exitCode: 0, out: '0\n', err: '' });
    expect(readdirSync(out)).toContain('current.json');
  });
});

describe('the program at a terminal', { timeout: 60_000 }, () => {
  it('shows how far it is, asks, and publishes what is accepted', async () => {
    const { out, week } = newPlace();
    const { exitCode, out: screen } = await runInTerminal(
      ['run', week, '--out', out],
      [['Apply them?', 'y\n']],
    );
    expect(exitCode).toBe(0);
    expect(screen).toContain('reading');
    expect(screen).toContain('published: it is the current release');
    expect(screen).toContain(COLOR);
  });

  it('has no colours with NO_COLOR', async () => {
    const { out, week } = newPlace();
    const typed = [['Apply them?', 'n\n']] as const;
    const { exitCode, out: screen } = await runInTerminal(['run', week, '--out', out], typed, {
      NO_COLOR: '1',
    });
    expect(exitCode).toBe(0);
    expect(screen).not.toContain(COLOR);
  });

  it('reviews a held run on the whole screen, gives the screen back, and publishes', async () => {
    const { out, week } = newPlace();
    const held = JSON.parse((await runBin(['run', week, '--out', out, '--json'])).out);
    const typed = [
      ['Enter more', 'r'],
      ['Why?', 'no filing says so\r'],
      ['1 refused', 'A'],
      ['Press 1', '2'],
      ['0 to decide', 'p'],
      ['Publish with', 'y'],
    ] as const;
    const args = ['review', held.run_id, '--out', out, '--by', 'Kim'];
    const { exitCode, out: screen } = await runInTerminal(args, typed, { NO_COLOR: '1' });
    expect(exitCode).toBe(0);
    expect(screen).toContain('published: it is the current release');
    expect(screen).not.toContain(COLOR);
    const [entered, left] = ['\u001b[?1049h', '\u001b[?1049l'].map((code) => screen.indexOf(code));
    expect(entered).toBeGreaterThanOrEqual(0);
    expect(left).toBeGreaterThan(entered!);
    const { decisions } = JSON.parse((await runBin(['report', '--out', out, '--format', 'json'])).out);
    expect(decisions[0]).toMatchObject({ decision: 'refuse', by: 'Kim', reason: 'no filing says so' });
  });

  it('leaves the screen and the run as they were at Ctrl-C in a review', async () => {
    const { out, week } = newPlace();
    const held = JSON.parse((await runBin(['run', week, '--out', out, '--json'])).out);
    const args = ['review', held.run_id, '--out', out];
    const stopped = await runInTerminal(args, [
      ['Enter more', 'a'],
      ['1 accepted', CTRL_C],
    ]);
    expect(stopped.exitCode).toBe(130);
    expect(stopped.out).toContain('\u001b[?1049l');
    expect(
      readdirSync(join(out, 'runs', held.run_id)).filter((name) => name.startsWith('decisions')),
    ).toEqual([]);
  });

  it.each(['reading', 'Apply them?'])('stops at Ctrl-C (at %s) and leaves nothing behind', async (moment) => {
    const { out, week } = newPlace();
    const stopped = await runInTerminal(['run', week, '--out', out], [[moment, CTRL_C]]);
    expect(stopped.exitCode).toBe(130);
    expect(stopped.out).toContain('Interrupted');
    expect(readdirSync(out)).toEqual(['releases']);
    expect(readdirSync(join(out, 'releases'))).toEqual([]);
    expect((await runBin(['run', week, '--out', out, '--policy', 'demo'])).exitCode).toBe(0);
  });

  it('holds the run when the input ends without an answer', async () => {
    const { out, week } = newPlace();
    const { exitCode } = await runInTerminal(['run', week, '--out', out], [['Apply them?', '\u0004']]);
    expect(exitCode).toBe(3);
  });
});
