import { companySchema } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { createValidator } from '../validator';
import { gateFromJson, type SavedGateCriteria } from './from-json';
import { evaluateGate } from './gate';

const condition = {
  name: 'score',
  figure: 'summary.quality_score',
  comparison: '>=',
  limit: 101,
  unit: 'points',
  otherwise: 'fail',
} as const;
const criteria: SavedGateCriteria = {
  companies: null,
  fieldCoverage: 50,
  formatIssueRate: { limit: 2, otherwise: 'fail' },
  conditions: [condition],
  language: 'ko',
};

describe('gate criteria from JSON', () => {
  it('are what was saved', () => {
    const loaded = gateFromJson(JSON.parse(JSON.stringify(criteria)));
    expect(loaded).toEqual(criteria);
    const report = createValidator(companySchema).validate([{ Ticker: 'NVDA', corpName: 'NVIDIA' }]);
    expect(evaluateGate(report, loaded).conditions.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'field_coverage pass',
      'format_issue_rate pass',
      'missing_required_fields pass',
      'score fail',
    ]);
  });

  it.each([
    [null, 'is no object'],
    [[], 'is no object'],
    [{ company: 1 }, 'unknown property "company"'],
    [JSON.parse('{"__proto__": 1}'), 'unknown property "__proto__"'],
    [{ companies: '1' }, 'invalid "companies"'],
    [{ companies: { limit: 1 } }, 'invalid "companies"'],
    [{ language: 'fr' }, 'invalid "language"'],
    [{ conditions: {} }, 'invalid "conditions"'],
    [{ conditions: [null] }, 'Condition 1 of the gate is no object'],
    [
      { conditions: [condition, { ...condition, unit: undefined }] },
      'Condition 2 of the gate has an invalid',
    ],
    [{ conditions: [{ name: 'x' }] }, 'lacks "figure"'],
    [{ conditions: [{ ...condition, comparison: '!=' }] }, 'invalid "comparison"'],
    [{ conditions: [{ ...condition, limit: null }] }, 'invalid "limit"'],
    [{ conditions: [{ ...condition, figure: 'by_code.nothing' }] }, 'No report has the figure'],
  ])('%j are refused', (json, told) => {
    expect(() => gateFromJson(json)).toThrow(
      expect.objectContaining({ code: 'INVALID_CRITERIA', message: expect.stringContaining(told) }),
    );
  });
});
