import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashTable } from '@stock-analyzer/correction';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  BASIS_POINTS,
  expectEverywhere,
  filesOf,
  LENIENT,
  newFolder,
  run,
  smallWeek,
} from '../testing/weeks';
import { approveRun, rollbackCorrections } from './held-runs';
import { processWeek, type WeekResult } from './process-week';

const KIM = { by: 'Kim', reason: 'looked at each' };
const spoiled = smallWeek(1, { defects: BASIS_POINTS });

/** A folder with a sound week, and after it one that waits for decisions; to be copied. */
let template: string;
let source: string;
let first: WeekResult;
let held: WeekResult;

beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'week-held-'));
  const out = join(template, 'out');
  source = join(template, spoiled.name);
  writeFileSync(source, spoiled.bytes);
  first = await run(smallWeek(0), { out });
  held = await processWeek(source, { out, ...LENIENT });
});
afterAll(() => rmSync(template, { recursive: true }));

function heldFolder(): string {
  const out = join(newFolder(), 'out');
  cpSync(join(template, 'out'), out, { recursive: true });
  return out;
}

const outcomeOf = ({ gate }: WeekResult, name: string) =>
  gate.conditions.find((condition) => condition.name === name)?.outcome;

describe('a week with proposals that nobody decided', () => {
  it('is held: it says why, keeps what is needed to approve it, and releases nothing', async () => {
    const out = heldFolder();
    expect(held).toMatchObject({ status: 'held', releaseFolder: null, run: { release_id: null } });
    expect(held.gate.outcome).toBe('hold');
    expect(outcomeOf(held, 'undecided_corrections')).toBe('hold');
    expect(held.plan.proposals.length).toBeGreaterThan(2);
    expect(held.journal.entries).toEqual([]);
    const folder = join(out, 'runs', held.run.run_id);
    expect(JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'))).toEqual(held.plan);
    for (const name of ['quality_report.html', 'run.json'])
      expect(existsSync(join(folder, name)), name).toBe(true);
    await expectEverywhere(out, first.run.release_id);
  });

  it('is not released by an approval that says nothing of them', async () => {
    const out = heldFolder();
    const approval = { ...KIM, at: '2025-10-10T09:00:00Z' };
    const proposal = held.plan.proposals[0]!.id;
    const decisions = [{ ...approval, proposal, decision: 'accept' as const }];
    expect(await processWeek(source, { out, ...LENIENT, approval, decisions })).toMatchObject({
      status: 'held',
    });
    await expectEverywhere(out, first.run.release_id);
  });

  it('is published when a person approves it, with the true values', async () => {
    const out = heldFolder();
    const approved = await approveRun(held.run.run_id, KIM, { out });
    expect(approved.status).toBe('published');
    expect(approved.run.approval).toMatchObject(KIM);
    expect(approved.journal.entries.length).toBe(held.plan.proposals.length);
    expect(approved.dataset.marks.every(({ approvedBy }) => approvedBy === 'Kim')).toBe(true);
    for (const { ticker, field, to } of approved.plan.proposals) {
      const truth = spoiled.truth.companies.find((company) => company.ticker === ticker)!;
      expect(to).toBeCloseTo(truth.fields[field] as number, 6);
    }
    expect(approved.report.summary.format_issues_corrected).toBeGreaterThan(0);
    await expectEverywhere(out, approved.run.release_id);
  });

  it('is published with some of the proposals, or none', async () => {
    const out = heldFolder();
    const [one] = held.plan.proposals;
    const some = await approveRun(held.run.run_id, { ...KIM, accept: { ids: [one!.id] } }, { out });
    expect(some.journal.entries.map(({ id }) => id)).toEqual([one!.id]);
    expect(some.run.corrections).toMatchObject({ applied: 1, refused: held.plan.proposals.length - 1 });

    const none = await approveRun(held.run.run_id, { ...KIM, accept: { ids: [] } }, { out });
    expect(none.status).toBe('published');
    expect(none.journal.entries).toEqual([]);
    expect(hashTable(none.dataset)).toBe(held.plan.hash_before);
    await expectEverywhere(out, none.run.release_id);
  });

  it('is published by a policy, which the record names', async () => {
    const out = newFolder();
    await run(smallWeek(0), { out });
    const policy = { name: 'bold', minConfidence: 0.5 };
    const result = await run(spoiled, { out, policy, ...LENIENT });
    expect(result.status).toBe('published');
    expect(result.run.policy).toEqual(policy);
    expect(result.journal.entries.every(({ by }) => by === 'policy:bold')).toBe(true);
  });

  it('asks for decisions where someone can answer, and only for what is open', async () => {
    const out = newFolder();
    await run(smallWeek(0), { out });
    let asked = 0;
    const result = await run(spoiled, {
      out,
      ...LENIENT,
      decide: ({ proposals }) => {
        asked = proposals.length;
        const at = new Date().toISOString();
        return proposals.map(({ id }) => ({ proposal: id, decision: 'accept', at, ...KIM }));
      },
    });
    expect(result.status).toBe('published');
    expect(result.journal.entries.length).toBe(asked);
  });
});

describe('decisions', () => {
  it('are remembered: the same file again asks nothing and changes nothing', async () => {
    const out = heldFolder();
    const approved = await approveRun(held.run.run_id, KIM, { out });
    const before = filesOf(out);
    const again = await processWeek(source, { out, ...LENIENT });
    expect(again.status).toBe('unchanged');
    expect(again.run.decisions).toEqual(approved.run.decisions);
    expect(filesOf(out)).toEqual(before);
  });

  it('once taken back stay taken back, whatever a policy would do', async () => {
    const out = heldFolder();
    const approved = await approveRun(held.run.run_id, KIM, { out });
    const rolledBack = await rollbackCorrections(approved.run.release_id!, KIM, { out });
    expect(rolledBack.status).toBe('published');
    expect(rolledBack.journal.entries).toEqual([]);
    expect(hashTable(rolledBack.dataset)).toBe(approved.journal.hash_before);
    expect(rolledBack.dataset.marks).toEqual([]);
    await expectEverywhere(out, rolledBack.run.release_id);
    expect(existsSync(approved.releaseFolder!)).toBe(true);

    const policy = { name: 'bold', minConfidence: 0.5 };
    const again = await processWeek(source, { out, policy, ...LENIENT });
    expect([again.status, again.run.release_id]).toEqual(['unchanged', rolledBack.run.release_id]);
  });
});

describe('what cannot be approved or taken back', () => {
  it('is a file that has changed since', async () => {
    const out = heldFolder();
    const changed = join(out, '..', 'changed.xlsb');
    writeFileSync(changed, smallWeek(1, { seed: 2 }).bytes);
    const approval = approveRun(held.run.run_id, { ...KIM, source: changed }, { out });
    await expect(approval).rejects.toMatchObject({ code: 'SOURCE_CHANGED' });
    await expectEverywhere(out, first.run.release_id);
    // The same bytes elsewhere are the same file.
    writeFileSync(changed, spoiled.bytes);
    const approved = await approveRun(held.run.run_id, { ...KIM, source: changed }, { out });
    expect(approved.status).toBe('published');
  });

  it('is a run that was not held, that is not there, or that is a path', async () => {
    const out = heldFolder();
    for (const id of [first.run.run_id, 'nothing', '', '../out', '../../etc', '__proto__']) {
      await expect(approveRun(id, KIM, { out }), id).rejects.toMatchObject({ code: 'UNKNOWN_RUN' });
      await expect(rollbackCorrections(id, KIM, { out }), id).rejects.toMatchObject({ code: 'UNKNOWN_RUN' });
    }
  });

  it('is a run of bytes that nobody can find again', async () => {
    const out = newFolder();
    await run(smallWeek(0), { out });
    const held = await run(spoiled, { out, ...LENIENT });
    await expect(approveRun(held.run.run_id, KIM, { out })).rejects.toMatchObject({ code: 'UNREADABLE' });
  });

  it('is a run that fails the gate even so', async () => {
    const out = heldFolder();
    const gate = { companies: 1000 };
    const result = await approveRun(held.run.run_id, KIM, { out, gate });
    expect(result).toMatchObject({ status: 'failed', releaseFolder: null });
    await expectEverywhere(out, first.run.release_id);
  });
});
