import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CorrectionPlan } from '@stock-analyzer/correction';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeTerminalOptions, runMain } from '../testing/fake-terminal';
import { temporaryFolder, writeWeek } from '../testing/files';

let template: string;
let run: string;

beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'stock-analyzer-review-'));
  const week = writeWeek(template);
  const { exitCode, out } = await runMain(['run', week, '--out', join(template, 'data'), '--json']);
  expect(exitCode).toBe(3);
  run = JSON.parse(out).run_id;
});
afterAll(() => rmSync(template, { recursive: true }));

/** A folder with a held run, and the command line on it. */
function heldRun() {
  const folder = temporaryFolder();
  const out = join(folder, 'data');
  cpSync(join(template, 'data'), out, { recursive: true });
  const plan: CorrectionPlan = JSON.parse(readFileSync(join(out, 'runs', run, 'plan.json'), 'utf8'));
  const kept = join(out, 'runs', run, `decisions-${run}.json`);
  return {
    out,
    plan,
    folder,
    kept,
    review: (args: readonly string[], options: FakeTerminalOptions = {}) =>
      runMain(['review', run, '--out', out, '--by', 'Kim', ...args], options),
    decisions: (file = kept) => JSON.parse(readFileSync(file, 'utf8')),
  };
}

describe('stock-analyzer review, with options', () => {
  it('obeys them in their order and keeps what was decided for approve', async () => {
    const { review, plan, folder, decisions, out } = heldRun();
    const [first, second] = plan.proposals;
    const file = join(folder, 'kim.json');
    const words = ['--accept', 'rule:scale', '--refuse', `ticker:${first!.ticker}`, '--reason', 'as filed'];
    const { exitCode, out: said } = await review([...words, '--save', file]);
    expect(exitCode).toBe(0);
    expect(said).toContain(`${plan.proposals.length} decisions kept in ${file}`);
    expect(decisions(file)).toMatchObject({ version: 1, plan: plan.hash_before });
    const made = new Map(
      decisions(file).decisions.map((each: { proposal: string }) => [each.proposal, each] as const),
    );
    for (const { id, ticker } of plan.proposals) {
      const decision = ticker === first!.ticker ? 'refuse' : 'accept';
      expect(made.get(id)).toMatchObject({ decision, by: 'Kim', reason: 'as filed' });
    }

    const approved = await runMain(['approve', run, '--out', out, '--decisions', file, '--json']);
    expect(approved.exitCode).toBe(0);
    const { corrections } = JSON.parse(approved.out);
    const refused = plan.proposals.filter(({ ticker }) => ticker === first!.ticker).length;
    expect(corrections).toMatchObject({ refused, applied: plan.proposals.length - refused, undecided: 0 });
    const { companies } = JSON.parse(readFileSync(join(out, 'companies.json'), 'utf8'));
    for (const { ticker, field, from, to } of plan.proposals) {
      if (ticker !== first!.ticker && ticker !== second!.ticker) continue;
      const company = companies.find((each: { Ticker: string }) => each.Ticker === ticker);
      expect(company[field]).toBe(ticker === first!.ticker ? from : to);
    }
  });

  it('goes on from what was kept, and publishes with --approve', async () => {
    const { review, plan, decisions } = heldRun();
    await review(['--refuse', '1', '--reason', 'not sure']);
    const { exitCode, out } = await review(['--accept', 'status:undecided', '--approve', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ status: 'published', approval: { by: 'Kim' } });
    expect(decisions().decisions.length).toBe(plan.proposals.length);
    expect(decisions().decisions[0]).toMatchObject({ decision: 'refuse', reason: 'not sure' });
  });

  it('publishes nothing while proposals are undecided, unless it is said what becomes of them', async () => {
    const { review, out, kept } = heldRun();
    const early = await review(['--accept', '1', '--approve']);
    expect(early).toMatchObject({ exitCode: 5, err: expect.stringContaining('UNDECIDED') });
    expect(existsSync(kept)).toBe(false);
    await review(['--accept', '1']);
    const approve = ['approve', run, '--out', out, '--decisions', kept];
    expect(await runMain(approve)).toMatchObject({ exitCode: 5, err: expect.stringContaining('UNDECIDED') });
    expect(existsSync(join(out, 'current.json'))).toBe(false);
    const { exitCode, out: said } = await runMain([...approve, '--refuse', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(said).corrections).toMatchObject({ applied: 1, undecided: 0 });
  });

  it('refuses what fits nothing, another run’s decisions, and a run that is not held', async () => {
    const { review, folder, plan } = heldRun();
    expect(await review(['--accept', 'ticker:NOBODY'])).toMatchObject({
      exitCode: 5,
      err: expect.stringContaining('No proposal fits "ticker:NOBODY"'),
    });
    const file = join(folder, 'other.json');
    writeFileSync(file, JSON.stringify({ version: 1, plan: `${plan.hash_before}x`, decisions: [] }));
    expect((await review(['--save', file])).err).toContain('WRONG_DATA');
    const { exitCode, err } = await runMain(['review', '20250101T000000Z-000000', '--out', folder]);
    expect({ exitCode, err }).toEqual({ exitCode: 5, err: expect.stringContaining('UNKNOWN_RUN') });
  });
});

describe('stock-analyzer review, by commands', () => {
  it('lists, filters, shows, decides and takes back', async () => {
    const { review, plan, decisions } = heldRun();
    const { ticker, field } = plan.proposals[0]!;
    const { exitCode, out } = await review([], {
      lines: [
        '# a comment',
        'list',
        `filter ticker:${ticker}`,
        'show 1',
        'refuse shown because the filing says so',
        'filter',
        'accept like 1',
        'undo',
        'accept 2-3',
        'flags',
        'quit',
        'accept all',
      ],
    });
    expect(exitCode).toBe(0);
    expect(out).toContain(`#1  ${ticker}`);
    expect(out).toMatch(/cell \w+![A-Z]+\d+/);
    const refused = plan.proposals.filter((each) => each.ticker === ticker);
    expect(out).toContain(`${refused.length === 1 ? '1 proposal' : `${refused.length} proposals`} refused.`);
    expect(out).toContain('Taken back.');
    expect(decisions().decisions.map((each: { decision: string }) => each.decision)).toEqual(
      expect.arrayContaining(['refuse', 'accept', 'accept']),
    );
    expect(decisions().decisions[0].reason).toBe('the filing says so');
    expect(out).toContain(field.slice(0, 12));
  });

  it('keeps what was decided when the input ends, and nothing after discard', async () => {
    const { review, kept, decisions } = heldRun();
    expect((await review([], { lines: ['accept 1', 'discard'] })).out).toContain('Nothing was kept.');
    expect(existsSync(kept)).toBe(false);
    await review([], { lines: ['accept 1'] });
    expect(decisions().decisions.length).toBe(1);
  });

  it('ends at the first line that is no command, with nothing kept', async () => {
    const { review, kept } = heldRun();
    for (const line of ['acept 1', 'constructor', 'accept', 'accept 0', 'accept 999', 'approve']) {
      const { exitCode, err } = await review([], { lines: ['accept 1', line] });
      expect({ line, exitCode }).toEqual({ line, exitCode: 5 });
      expect(err).toMatch(/BAD_COMMAND|BAD_SELECTOR|UNDECIDED/);
    }
    expect(existsSync(kept)).toBe(false);
  });

  it('fits 80 columns', async () => {
    const { review } = heldRun();
    const { out } = await review([], { lines: ['list', 'show all', 'flags', 'help'] });
    const wide = out.split('\n').filter((line) => line.length > 80 && !line.includes('/decisions-'));
    expect(wide).toEqual([]);
  });
});

describe('stock-analyzer review, on a screen', () => {
  it('accepts, refuses with a reason, decides all alike without overruling, and publishes', async () => {
    const { review, plan, decisions, out } = heldRun();
    const keys = ['a', 'p', 'r', ...'wrong', 'return', 'home', 'A', '2', 'p', 'y'];
    const { exitCode, out: said, err } = await review([], { keys });
    expect(exitCode).toBe(0);
    expect(err).toContain('wait for a decision');
    expect(said).toContain('published');
    const made = decisions().decisions;
    expect(made.length).toBe(plan.proposals.length);
    expect(made.filter((each: { decision: string }) => each.decision === 'refuse')).toMatchObject([
      { proposal: plan.proposals[1]!.id, reason: 'wrong' },
    ]);
    expect(readdirSync(out)).toContain('current.json');
  });

  it('filters, undoes, looks closer, and can be left without keeping anything', async () => {
    const { review, plan, kept } = heldRun();
    const { ticker } = plan.proposals.at(-1)!;
    const filter = ['/', ...`ticker:${ticker}`, 'return'];
    const keys = [
      ...filter,
      'return',
      'down',
      'q',
      'a',
      'u',
      'f',
      'x',
      '/',
      'escape',
      'a',
      'Q',
      'n',
      'Q',
      'y',
    ];
    const { exitCode, err, out } = await review([], { keys });
    expect(exitCode).toBe(0);
    expect(err).toContain(`filter ticker:${ticker}: 1 shown`);
    expect(err).toContain('Taken back.');
    expect(out).toContain('Nothing was kept.');
    expect(existsSync(kept)).toBe(false);
  });

  it('says why a filter cannot be read', async () => {
    const { review } = heldRun();
    const { err } = await review([], { keys: ['/', ...'rul:x', 'return', 'q'] });
    expect(err).toContain('"rul:x" begins with none of rule:');
  });
});
