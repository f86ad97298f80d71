import { describeEvidence } from '@stock-analyzer/correction';
import { beforeAll, describe, expect, it } from 'vitest';
import { reportInput } from '../../testing/quality-report';
import type { QualityReportInput } from '../input';
import { type ReviewModel, reviewModel } from './review';

let input: QualityReportInput;
let model: ReviewModel;

beforeAll(async () => {
  input = await reportInput();
  model = reviewModel({ ...input, decisions: [] })!;
});

describe('the review of a held run', () => {
  it('has every proposal that nobody decided, once, by its id', () => {
    expect(model.cards.flatMap(({ ids }) => ids).sort()).toEqual(
      input.plan.proposals.map(({ id }) => id).sort(),
    );
    const decided = new Set(input.decisions.map(({ proposal }) => proposal));
    const open = reviewModel(input)?.cards.flatMap(({ ids }) => ids) ?? [];
    expect(open.length).toBe(input.plan.proposals.length - decided.size);
    expect(open.filter((id) => decided.has(id))).toEqual([]);
  });

  it('tells all evidence of each, the weightiest first, in both languages', () => {
    for (const { ids, why } of model.cards) {
      const { evidence } = input.plan.proposals.find((proposal) => proposal.id === ids[0])!;
      const weights = why.map(([, at]) => {
        const piece = evidence.find((each) => describeEvidence(each, 'en') === model.texts[at]!.en)!;
        expect(model.texts[at]!.ko).toBe(describeEvidence(piece, 'ko'));
        return Math.abs(piece.log_odds);
      });
      expect(weights.length).toBe(evidence.length);
      expect(weights).toEqual([...weights].sort((a, b) => b - a));
    }
  });

  it('has one card for what can only be applied together, however much that is', () => {
    const [first, ...rest] = input.plan.proposals;
    const column = Array.from({ length: 5000 }, (_, row) => ({
      ...first!,
      id: `c${row}`,
      row: row % 300,
      group: 'column:roe',
    }));
    const plan = { ...input.plan, proposals: [...column, ...rest] };
    const { cards } = reviewModel({ ...input, plan, decisions: [] })!;
    expect(cards.length).toBe(1 + rest.length);
    const card = cards.find(({ ids }) => ids.length > 1)!;
    expect(card.ids.length).toBe(5000);
    expect(card.companies).toBe(300);
    expect(card.changes.length).toBe(6);
  });

  it('is for the plan of the run, and there is none where nothing waits', () => {
    expect(model.plan).toBe(input.plan.hash_before);
    expect(model.file).toBe(`decisions-${input.run.run_id}.json`);
    expect(reviewModel({ ...input, run: { ...input.run, status: 'failed' }, decisions: [] })).toBeNull();
    expect(reviewModel({ ...input, plan: { ...input.plan, proposals: [] } })).toBeNull();
  });
});
