import { expect, it } from 'vitest';
import type { CorrectionPlan, Proposal } from '../model/plan';
import { decideByPolicy } from './policy';

const proposal = (id: string, confidence: number, group: string | null): Proposal => ({
  id,
  row: 0,
  ticker: 'NVDA',
  field: id,
  from: 1,
  to: 2,
  rule: 'shifted_columns',
  confidence,
  evidence: [],
  alternatives: [],
  answers: null,
  group,
});

const plan: CorrectionPlan = {
  version: 1,
  created_at: '2025-10-10T00:00:00Z',
  as_of: null,
  hash_before: '',
  hash_after: '',
  threshold: 0.6,
  flagged: [],
  proposals: [
    proposal('alone', 0.99, null),
    proposal('sure', 0.99, 'sure'),
    proposal('sure too', 0.95, 'sure'),
    proposal('sure of half', 0.99, 'half'),
    proposal('not sure', 0.7, 'half'),
  ],
};
const acceptedAt = (minConfidence: number) =>
  decideByPolicy(plan, { name: 'test', minConfidence }).map(({ proposal: id }) => id);

it('a policy takes a group whole, and only if it allows each part of it', () => {
  expect(acceptedAt(0.9)).toEqual(['alone', 'sure', 'sure too']);
  expect(acceptedAt(0.97)).toEqual(['alone']);
  expect(acceptedAt(0.6)).toEqual(plan.proposals.map(({ id }) => id));
});
