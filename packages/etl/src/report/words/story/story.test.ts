import { decide } from '@stock-analyzer/correction';
import { beforeAll, describe, expect, it } from 'vitest';
import { hostileInput, reportInput } from '../../../testing/quality-report';
import { definitionOf } from '../../figures/companies';
import { companySize, fieldRank } from '../../figures/importance';
import { groupProposals } from '../../figures/proposal-groups';
import { summaryOf } from '../../figures/summary';
import type { QualityReportInput } from '../../input';
import { showCount, showValue } from '../../numbers';
import { storyOf } from './story';

let held: QualityReportInput;

beforeAll(async () => {
  const input = await reportInput();
  held = { ...input, decisions: [], journal: { ...input.journal, entries: [] } };
});

const told = (input: QualityReportInput, language: 'en' | 'ko' = 'en') =>
  storyOf(input, summaryOf(input))
    .map((paragraph) => paragraph[language])
    .join('\n');

describe('the week in short', () => {
  it('tells what came in, against last week, and what was kept out', () => {
    const { comparison, run, dataset } = held;
    const text = told(held);
    expect(text).toContain(
      `brought ${showCount(dataset.fields.rowCount)} companies for the week of 2025-10-17`,
    );
    expect(text).toContain(
      `Against the week of 2025-10-10, ${comparison!.companies_in.length} are new, ${comparison!.companies_out.length} are gone`,
    );
    expect(text).toContain(`${run.totals.rows_quarantined} were kept out`);
    expect(told({ ...held, comparison: null })).toContain('There is no earlier week to judge them by.');
  });

  it('tells how many values look wrong, where, and the case that matters most with its evidence', () => {
    const { proposals } = held.plan;
    const text = told(held);
    expect(text).toContain(`${proposals.length} values look wrong`);
    const [first] = groupProposals(proposals, held.dataset);
    const { ticker, from, to, field } = first![0];
    const { unit } = definitionOf(held.dataset, field)!;
    expect(text).toContain(
      `(${ticker}): ${field} reads ${showValue(from, unit)} and ought to be ${showValue(to, unit)}`,
    );
    expect(text).toContain(`${first!.length} of ${field}`);
    expect(text).toContain(`changes ${proposals.length} values of`);
  });

  it('puts what moves investment figures first, and the largest companies', () => {
    const { dataset, plan } = held;
    const groups = groupProposals(plan.proposals, dataset);
    const ranks = groups.map(([{ field }]) => fieldRank(dataset, field));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const sizeOf = companySize(dataset);
    for (const group of groups) {
      const sizes = group.map(({ row }) => sizeOf(row));
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    }
    expect(fieldRank(dataset, 'Ticker')).toBeLessThan(fieldRank(dataset, 'PER (Oct-25)'));
    expect(fieldRank(dataset, 'PER (Oct-25)')).toBeLessThan(fieldRank(dataset, 'Rating'));
    expect(fieldRank(dataset, 'Rating')).toBeLessThan(fieldRank(dataset, 'no such field'));
  });

  it('tells afterwards what was done, and on whose word', () => {
    const at = '2025-10-17T09:00:00Z';
    const [one] = held.plan.proposals;
    const decisions = decide(held.plan, {}, { decision: 'refuse', by: 'Kim', at, reason: 'no' });
    expect(told({ ...held, decisions })).toContain(
      `Nothing was corrected. ${held.plan.proposals.length} proposals were refused.`,
    );
    const { row, ticker, field, rule, confidence } = one!;
    const entry = { row, ticker, field, rule, confidence, id: one!.id, from: 1, to: 2, answers: null };
    const journal = { ...held.journal, entries: [{ ...entry, by: 'Kim', at, reason: 'seen' }] };
    expect(told({ ...held, journal, decisions: [] })).toContain(
      `1 value was corrected on the word of Kim, all for one reason`,
    );
  });

  it('tells how the score moved, and where it stands among the weeks', () => {
    const { score } = summaryOf(held);
    const weeks = (...scores: number[]) => ({
      ...held,
      earlierScores: scores.map((each, at) => ({ as_of: `2025-09-0${at + 1}`, score: each })),
    });
    expect(told(weeks())).toMatch(/score is [\d.]+ of 100\. It loses most by/);
    const part = held.report.score.parts[0]!;
    const late = {
      ...part,
      name: 'timeliness',
      lost: 90,
      lost_to: [{ as_of: '2025-10-17', age_days: 3, count: 9, lost: 90 }],
    };
    const score_ = { ...held.report.score, parts: [part, late as typeof part] };
    expect(told({ ...held, report: { ...held.report, score: score_ } })).toContain(
      'It loses most by timeliness, 90 points, as the week was 3 days old when it was checked.',
    );
    expect(told(weeks(score + 1))).toContain('of 100, 1 less than in the week of 2025-09-01.');
    expect(told(weeks(score + 2, score + 1))).toContain('and the lowest of the last 3 weeks');
    expect(told(weeks(score - 2, score - 1))).toContain('and the highest of the last 3 weeks');
    expect(told(weeks(score - 2, score))).toContain('of 100, as in the week of 2025-09-02.');
  });

  it('has the same paragraphs in Korean, and no hole in either language', () => {
    for (const input of [held, { ...held, comparison: null }, hostileInput(held)]) {
      const [english, korean] = [told(input), told(input, 'ko')];
      expect(korean.split('\n').length).toBe(english.split('\n').length);
      for (const paragraph of korean.split('\n')) expect(paragraph).toMatch(/[가-힣]/);
      expect(english + korean).not.toMatch(/undefined|NaN|\[object/);
    }
  });
});
