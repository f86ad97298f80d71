import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Decision, decisionFile, type ManualCorrection } from '@stock-analyzer/correction';
import { parseMemory } from '@stock-analyzer/correction/memory';
import { openSqliteStore } from '@stock-analyzer/store/sqlite';
import { describe, expect, it } from 'vitest';
import { DATABASE_FILE } from '../release/publish';
import { unpacked } from '../testing/quality-report';
import { filesOf, newFolder, run, tinyWeek } from '../testing/weeks';
import { approveRun, rollbackCorrections } from './held-runs';
import { MEMORY_FILE } from './memory';
import type { WeekOptions } from './options';
import { processWeek, type WeekResult } from './process-week';

const KIM = { by: 'Kim', reason: 'checked against the filing' };
const LENIENT = { gate: { fieldCoverage: null, formatIssueRate: null } } as const;
const ROE = 'ROE (Fwd)';
const companies = ['NVDA', 'PG', 'MSFT', 'AAPL', 'KO', 'XOM', 'JNJ', 'V', 'WMT', 'HD'];

/** A small sheet of one week: the ROE of NVDA as given, as a fraction, and sound figures for nine others. */
function weekFile(out: string, week: number, roe: number): string {
  const rows = companies.map(
    (ticker, at) => `${ticker},${ticker} Corp,NYSE,${at === 0 ? roe : 0.1 + at / 50},${5 + at}`,
  );
  const file = join(out, '..', `week-${week}-${roe}`, 'M_Company.csv');
  writeFolder(file, [`Ticker,Corp,Exchange,${ROE},${45940 + 7 * week}`, ...rows, ''].join('\n'));
  return file;
}

function writeFolder(file: string, text: string): void {
  const folder = join(file, '..');
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  writeFileSync(file, text);
}

function process(file: string, options: WeekOptions): Promise<WeekResult> {
  return processWeek(file, { ...LENIENT, ...options });
}

function memoryOf(out: string) {
  return parseMemory(readFileSync(join(out, MEMORY_FILE), 'utf8')).decisions;
}

/** A person who decides everything alike, and how often he was asked. */
function person(decision: Decision['decision']) {
  const asked: string[] = [];
  const decide: NonNullable<WeekOptions['decide']> = ({ proposals }) => {
    asked.push(...proposals.map(({ field }) => field));
    const at = new Date().toISOString();
    return proposals.map(({ id }) => ({ proposal: id, decision, at, ...KIM }));
  };
  return { asked, decide };
}

/** A sound week, and after it one in which NVDA's ROE is a hundred times too large and was decided on. */
async function decidedFolder(decision: Decision['decision']): Promise<{ out: string; second: WeekResult }> {
  const out = join(newFolder(), 'out');
  await process(weekFile(out, 0, 0.7944), { out });
  const { asked, decide } = person(decision);
  const second = await process(weekFile(out, 1, 79.5), { out, decide });
  expect(second.status).toBe('published');
  expect(asked).toEqual([ROE]);
  return { out, second };
}

const roeOf = ({ dataset }: WeekResult) => {
  const column = dataset.fields.byName.get(ROE);
  return column?.type === 'number' ? column.values[0] : undefined;
};

describe('what a person decided', () => {
  it('is honoured next week where the source has the same deviation, and nobody is asked', async () => {
    const { out, second } = await decidedFolder('accept');
    expect(memoryOf(out)).toMatchObject([{ ticker: 'NVDA', field: ROE, decision: 'accept', ...KIM }]);

    const third = await process(weekFile(out, 2, 79.7), { out });
    expect(third.status).toBe('published');
    expect(roeOf(third)).toBeCloseTo(79.7, 9);
    expect(third.run.recalled).toEqual(third.plan.proposals.map(({ id }) => id));
    const { at } = second.run.decisions[0]!;
    expect(third.dataset.marks).toMatchObject([{ ticker: 'NVDA', approvedBy: 'Kim', approvedAt: at }]);
    expect(third.run.decisions[0]?.reason).toBe(`as decided on ${at.slice(0, 10)}: ${KIM.reason}`);
    expect(memoryOf(out)[0]?.as_of).toBe(second.dataset.asOf);
  });

  it('is a refusal next week as well, whatever a policy would do', async () => {
    const { out } = await decidedFolder('refuse');
    const policy = { name: 'bold', minConfidence: 0.5 };
    const { asked, decide } = person('accept');
    const third = await process(weekFile(out, 2, 79.7), { out, policy, decide });
    expect([third.status, asked]).toEqual(['published', []]);
    expect(third.journal.entries).toEqual([]);
    expect(third.run.recalled).toEqual(third.plan.proposals.map(({ id }) => id));
  });

  it('is noted and forgotten once the source is right', async () => {
    const { out } = await decidedFolder('accept');
    const third = await process(weekFile(out, 2, 0.797), { out });
    expect(third.run.recalled).toEqual([]);
    expect(third.run.decision_notes).toMatchObject([
      { ticker: 'NVDA', field: ROE, now: expect.closeTo(79.7, 9) },
    ]);
    const report = JSON.parse(readFileSync(join(out, 'quality_report.json'), 'utf8'));
    expect(report.decision_notes).toEqual(third.run.decision_notes);
    expect(memoryOf(out)).toEqual([]);
  });

  it('sticks when it is taken back', async () => {
    const { out, second } = await decidedFolder('accept');
    const back = await rollbackCorrections(second.run.release_id!, KIM, { out, ...LENIENT });
    expect(back.journal.entries).toEqual([]);
    expect(memoryOf(out)).toMatchObject([{ ticker: 'NVDA', decision: 'refuse' }]);
    const third = await process(weekFile(out, 2, 79.7), { out });
    expect([third.status, third.journal.entries]).toEqual(['published', []]);
  });

  it('outlives a run that is stopped before its release', async () => {
    const out = join(newFolder(), 'out');
    await process(weekFile(out, 0, 0.7944), { out });
    const file = weekFile(out, 1, 79.5);
    const stop = new AbortController();
    const { decide } = person('accept');
    const stopped = process(file, {
      out,
      decide,
      signal: stop.signal,
      onProgress: ({ step }) => step === 'release_folder' && stop.abort(),
    });
    await stopped.then(
      () => expect.unreachable('it was stopped'),
      ({ code }) => expect(code).toBe('ABORTED'),
    );
    const { asked, decide: again } = person('refuse');
    const done = await process(file, { out, decide: again });
    expect([done.status, asked, roeOf(done)]).toEqual(['published', [], 79.5]);
  });

  it('is not known to weeks before', async () => {
    const { out } = await decidedFolder('accept');
    const earlier = await process(weekFile(out, -1, 79.3), { out });
    expect(earlier.run.recalled).toEqual([]);
  });

  it('cannot be read where something else wrote to the file', async () => {
    const { out } = await decidedFolder('accept');
    writeFileSync(join(out, MEMORY_FILE), '{"version":1,"decisions":[{}]}');
    const before = filesOf(out);
    await expect(process(weekFile(out, 2, 79.7), { out })).rejects.toMatchObject({ code: 'DAMAGED_OUTPUT' });
    expect(filesOf(out)).toEqual(before);
  });
});

describe('a file of decisions', () => {
  const heldFolder = async () => {
    const out = join(newFolder(), 'out');
    await process(weekFile(out, 0, 0.7944), { out });
    const held = await process(weekFile(out, 1, 79.5), { out });
    expect(held.status).toBe('held');
    const at = '2025-10-18T09:00:00Z';
    const word = { at, by: 'Lee', reason: 'the filing has 79.5 %' };
    const decisions = held.plan.proposals.map(({ id }) => ({
      proposal: id,
      decision: 'accept' as const,
      ...word,
    }));
    return { out, held, decisions };
  };

  it('approves a held run, each decision by its own person and reason', async () => {
    const { out, held, decisions } = await heldFolder();
    const text = JSON.stringify(decisionFile(held.plan, decisions));
    const approved = await approveRun(held.run.run_id, { ...KIM, decisions: text }, { out, ...LENIENT });
    expect(approved.status).toBe('published');
    expect(approved.run.decisions).toEqual(decisions);
    expect(approved.run.approval).toMatchObject(KIM);
  });

  it('leaves open what it does not decide, unless the rest is decided with it', async () => {
    const { out, held } = await heldFolder();
    const open = await approveRun(held.run.run_id, { ...KIM, decisions: [] }, { out, ...LENIENT });
    expect(open.status).toBe('held');
    const rest = { ...KIM, decisions: [], accept: { minConfidence: 0.5 } };
    expect(await approveRun(held.run.run_id, rest, { out, ...LENIENT })).toMatchObject({
      status: 'published',
      journal: { entries: [{ by: 'Kim' }] },
    });
  });

  it('on another plan is refused', async () => {
    const { out, held, decisions } = await heldFolder();
    const approve = (word: { decisions: string | Decision[] }) =>
      approveRun(held.run.run_id, { ...KIM, ...word }, { out, ...LENIENT });
    const text = JSON.stringify(decisionFile(held.plan, decisions));
    const other = text.replace(held.plan.hash_before, 'f'.repeat(64));
    await expect(approve({ decisions: other })).rejects.toMatchObject({ code: 'WRONG_DATA' });
    const unknown = [{ ...decisions[0]!, proposal: 'x' }];
    await expect(approve({ decisions: unknown })).rejects.toMatchObject({ code: 'UNKNOWN_PROPOSAL' });
  });
});

describe('a value set by hand', () => {
  const set = (field: string, to: ManualCorrection['to'], ticker: string): ManualCorrection => ({
    ...KIM,
    at: '2025-10-12T09:00:00Z',
    ticker,
    field,
    to,
  });
  const week = tinyWeek(0);
  const { ticker } = week.truth.companies[0]!;
  const manual = [set(ROE, 12.34, ticker), set('PBR (Fwd)', 1.25, ticker)];
  const marksOf = (text: string) => JSON.parse(text).companies.flatMap(({ quality = [] }) => quality);

  it('keeps its mark through JSON, the database and the report, canonical or native, until it is taken back', async () => {
    const out = join(newFolder(), 'out');
    const file = join(out, '..', week.name);
    writeFileSync(file, week.bytes);
    const made = await process(file, { out, manual });
    expect(made.status).toBe('published');
    expect(made.dataset.marks).toMatchObject(
      manual.map(({ field }) => ({ ticker, field, rule: 'manual', confidence: 1, approvedBy: 'Kim' })),
    );
    const text = (name: string) => readFileSync(join(out, name), 'utf8');
    expect(marksOf(text('companies.json'))).toEqual(made.dataset.marks);
    const [company] = JSON.parse(text('companies.json')).companies.filter(
      (each: { Ticker: string }) => each.Ticker === ticker,
    );
    expect([company[ROE], company.native['PBR (Fwd)']]).toEqual([12.34, 1.25]);
    const store = await openSqliteStore(join(out, DATABASE_FILE));
    const stored = await store.companies();
    await store.close();
    expect(stored.marks).toEqual(made.dataset.marks);
    expect(JSON.parse(text('quality_report.json')).journal).toEqual(made.journal.entries);
    const page = text('quality_report.html');
    expect(unpacked(page, 'csv-proposals')).toContain('PBR (Fwd)');
    expect(unpacked(page, 'row-data')).toContain('Kim');

    const again = await process(file, { out });
    expect([again.status, again.dataset.marks]).toEqual(['unchanged', made.dataset.marks]);

    const one = { ...KIM, corrections: { fields: [ROE] } };
    const part = await rollbackCorrections(made.run.release_id!, one, { out, ...LENIENT });
    expect(part.dataset.marks).toEqual(made.dataset.marks.filter(({ field }) => field !== ROE));
    const back = await rollbackCorrections(part.run.release_id!, KIM, { out, ...LENIENT });
    expect(back.dataset.marks).toEqual([]);
    expect(marksOf(text('companies.json'))).toEqual([]);
  });

  it('is set again while the source keeps the value that it replaces', async () => {
    const out = join(newFolder(), 'out');
    await process(weekFile(out, 0, 0.31), { out, manual: [set(ROE, 32.5, 'NVDA')] });
    const next = await process(weekFile(out, 1, 0.31), { out });
    expect(roeOf(next)).toBe(32.5);
    expect(next.run.recalled).toHaveLength(1);
    const moved = await process(weekFile(out, 2, 0.33), { out });
    expect(roeOf(moved)).toBeCloseTo(33, 9);
    expect(moved.run.decision_notes).toMatchObject([{ ticker: 'NVDA', field: ROE }]);
  });

  it('of a company that is not there is an error, and nothing is released', async () => {
    const out = join(newFolder(), 'out');
    const nobody = { out, name: week.name, manual: [set(ROE, 1, 'NOBODY')] };
    await expect(run(week, nobody)).rejects.toMatchObject({ code: 'UNKNOWN_CELL' });
    expect(existsSync(join(out, 'current.json'))).toBe(false);
  });
});
