import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRecord } from '@stock-analyzer/etl';
import { describe, expect, it } from 'vitest';
import { type FakeTerminalOptions, runMain } from '../testing/fake-terminal';
import { temporaryFolder, writeWeek } from '../testing/files';

/** A folder with a week in it, and how to run a command there. */
function newPlace() {
  const folder = temporaryFolder();
  const out = join(folder, 'data');
  const week = writeWeek(folder);
  const call = (args: string[], options?: FakeTerminalOptions) => runMain([...args, '--out', out], options);
  const record = async (args: string[]) => {
    const { exitCode, out: text, err } = await call([...args, '--json']);
    expect(err).toBe('');
    return { exitCode, run: JSON.parse(text) as RunRecord };
  };
  return { folder, out, week, call, record };
}

describe('a week without anybody at a terminal', () => {
  it('is held while corrections wait, released when approved, and unchanged after that', async () => {
    const { out, week, call, record } = newPlace();
    const held = await record(['run', week]);
    expect(held).toMatchObject({ exitCode: 3, run: { status: 'held', release_id: null } });
    expect(held.run.corrections.undecided).toBeGreaterThan(0);
    expect(existsSync(join(out, 'companies.json'))).toBe(false);

    const approved = await record(['approve', held.run.run_id, '--by', 'Kim', '--reason', 'checked']);
    expect(approved).toMatchObject({ exitCode: 0, run: { status: 'published', approval: { by: 'Kim' } } });
    expect(approved.run.corrections).toMatchObject({ applied: held.run.corrections.proposed, undecided: 0 });

    const again = await call(['run', week]);
    expect(again.exitCode).toBe(0);
    expect(again.out).toContain('unchanged');
    expect((await record(['approve', held.run.run_id])).run.status).toBe('unchanged');
  });

  it('is published with what the policy allows', async () => {
    const { week, record } = newPlace();
    const { exitCode, run } = await record(['run', week, '--policy', 'demo']);
    expect(exitCode).toBe(0);
    expect(run.policy).toEqual({ name: 'demo', minConfidence: 0 });
    expect(run.corrections).toMatchObject({ applied: run.corrections.proposed, undecided: 0 });
  });

  it('can be approved in part, or without any correction', async () => {
    const { week, record } = newPlace();
    const { run } = await record(['run', week]);
    const inPart = await record(['approve', run.run_id, '--field', 'ROE (Fwd)', '--min-confidence', '0.5']);
    const { applied, refused } = inPart.run.corrections;
    expect(applied + refused).toBe(run.corrections.proposed);

    const other = newPlace();
    const second = await other.record(['run', other.week]);
    const none = await other.record(['approve', second.run.run_id, '--refuse']);
    expect(none.run.corrections).toMatchObject({ applied: 0, refused: second.run.corrections.proposed });
  });

  it('goes back: to an earlier release, or to the values of the source', async () => {
    const { folder, out, week, call, record } = newPlace();
    const first = await record(['run', writeWeek(folder, '2025-10-03'), '--policy', 'demo']);
    const second = await record(['run', week, '--policy', 'demo']);
    const back = await call(['rollback', first.run.release_id!]);
    expect(back.out).toBe(`Release ${first.run.release_id} (week 2025-10-03) is the current one.\n`);
    expect(readFileSync(join(out, 'current.json'), 'utf8')).toContain(first.run.release_id!);

    const raw = await record(['rollback', second.run.release_id!, '--corrections', '--reason', 'filings']);
    expect(raw).toMatchObject({ exitCode: 0, run: { status: 'published', corrections: { applied: 0 } } });
  });

  it('takes single corrections back, and says so if there is none that is meant', async () => {
    const { out, week, call, record } = newPlace();
    const { run } = await record(['run', week, '--policy', 'demo']);
    const release = run.release_id!;
    const plan = JSON.parse(readFileSync(join(out, 'releases', release, 'plan.json'), 'utf8'));
    const [one, other] = plan.proposals.filter(({ group }: { group: string | null }) => group === null);
    const nobody = await call(['rollback', release, '--ticker', 'NOBODY']);
    expect({ exitCode: nobody.exitCode, err: nobody.err }).toEqual({
      exitCode: 5,
      err: expect.stringMatching(/^error UNKNOWN_PROPOSAL: .* Name companies, fields, rules or ids/),
    });
    const back = await record(['rollback', release, '--ticker', one.ticker, '--field', one.field]);
    expect(back).toMatchObject({ exitCode: 0, run: { status: 'published', corrections: { refused: 1 } } });
    expect(back.run.corrections.applied).toBe(run.corrections.applied - 1);
    const more = await record(['rollback', back.run.release_id!, '--id', other.id, '--rule', other.rule]);
    expect(more.run.corrections).toMatchObject({ applied: run.corrections.applied - 2, refused: 2 });
  });

  it('takes values that a person sets, when it is run and when it is approved', async () => {
    const { out, week, record, call } = newPlace();
    const set = ['--set', 'NVDA:ROE (Fwd)=12.34', '--by', 'Kim', '--reason', 'the filing'];
    const published = (field: string) =>
      JSON.parse(readFileSync(join(out, 'companies.json'), 'utf8')).companies.find(
        (company: { Ticker: string }) => company.Ticker === 'NVDA',
      )[field];
    const held = await record(['run', week, ...set]);
    expect(held.run.decisions).toMatchObject([{ decision: 'accept', by: 'Kim', reason: 'the filing' }]);
    const approved = await record([
      'approve',
      held.run.run_id,
      ...set,
      '--set',
      'NVDA:Operating Margin (Fwd)=',
    ]);
    expect(approved).toMatchObject({ exitCode: 0, run: { status: 'published' } });
    expect([published('ROE (Fwd)'), published('Operating Margin (Fwd)')]).toEqual([12.34, null]);
    const nobody = await call(['run', week, '--set', 'NOBODY:ROE (Fwd)=1']);
    expect(nobody).toMatchObject({ exitCode: 5, err: expect.stringContaining('error UNKNOWN_CELL') });
    expect((await call(['run', week, '--set', 'ROE=1'])).exitCode).toBe(2);
  });

  it('has a report to print', async () => {
    const { out, week, call, record } = newPlace();
    const { run } = await record(['run', week]);
    const html = await call(['report', run.run_id]);
    expect(html.out.trim()).toBe(join(out, 'runs', run.run_id, 'quality_report.html'));
    await record(['approve', run.run_id]);
    expect(JSON.parse((await call(['report', '--json'])).out)).toBeTypeOf('object');
    expect((await call(['report', '--format', 'md'])).out).toMatch(/^#/);
  });
});

describe('a week with somebody at a terminal', () => {
  it('is asked about, and published when accepted', async () => {
    const { week, call } = newPlace();
    const { exitCode, out, err } = await call(['run', week, '--by', 'Kim'], { answers: ['y'] });
    expect(exitCode).toBe(0);
    expect(err).toContain('Apply them?');
    expect(out).toMatch(/ (\d+) proposed: \1 applied, 0 refused, 0 undecided/);
  });

  it('is held when it is put off', async () => {
    const { week, call } = newPlace();
    const { exitCode, out } = await call(['run', week], { answers: ['later'] });
    expect(exitCode).toBe(3);
    expect(out).toContain('stock-analyzer approve ');
  });
});

describe('the summary', () => {
  it('is a screenful of aligned facts', async () => {
    const { week, call } = newPlace();
    const { out } = await call(['run', week, '--policy', 'demo']);
    const lines = out.split('\n');
    expect(lines.length).toBeLessThan(30);
    expect(lines[0]).toBe('Week of 2025-10-10, published: it is the current release');
    const facts = lines.slice(2).filter((line) => line !== '');
    const column = facts[0]!.indexOf('Global_Scouter');
    for (const fact of facts) expect(fact.slice(column - 2, column)).toBe('  ');
    expect(Math.max(...facts.slice(0, 9).map((line) => line.length))).toBeLessThan(110);
    expect(out).not.toContain('\u001b');
  });

  it('shows progress on a live terminal only, and clears it', async () => {
    const { week, call } = newPlace();
    const live = await call(['run', week, '--policy', 'demo'], { isLive: true, color: true });
    expect(live.err).toContain('reading');
    expect(live.err.endsWith('\r\u001b[2K')).toBe(true);
    expect(live.out).toContain('\u001b[32m');
    expect((await call(['run', week])).err).toBe('');
  });
});
