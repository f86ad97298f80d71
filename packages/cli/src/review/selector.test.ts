import { describe, expect, it } from 'vitest';
import { CliError } from '../errors';
import type { ReviewLine, ReviewStatus } from './line';
import { parseSelector, wordsOf } from './selector';

const amazon: ReviewLine = {
  number: 1,
  others: [],
  proposal: {
    id: 'aa',
    row: 0,
    ticker: 'AMZN',
    company: 'Amazon.com',
    field: 'ROE (Fwd)',
    from: 1625,
    to: 16.25,
    rule: 'scale',
    confidence: 0.95,
    evidence: [
      {
        kind: 'history',
        text: 'Last week it was 16.25',
        log_odds: 8,
        subject: null,
        numbers: { previous: 16.25 },
      },
    ],
    alternatives: [],
    answers: { code: 'percentage_basis_points', index: 0 },
    group: null,
    unit: 'percent',
    cell: 'A_Company!L22',
  },
};

const fits = (text: string, status: ReviewStatus = 'undecided') => parseSelector(text)(amazon, status);

describe('a selector', () => {
  it.each([
    ['', true],
    ['all', true],
    ['rule:scale', true],
    ['rule:spelling', false],
    ['field:"ROE (Fwd)"', true],
    ['field:"roe (fwd)"', true],
    ['field:ROE', false],
    ['ticker:amzn', true],
    ['issue:percentage_basis_points', true],
    ['id:aa', true],
    ['confidence:0.95', true],
    ['confidence:>=0.951', false],
    ['confidence:<0.95', false],
    ['confidence:<0.96', true],
    ['status:undecided', true],
    ['status:accepted', false],
    ['amazon', true],
    ['L22', true],
    ['"last week"', true],
    ['amazon rule:scale 16.25', true],
    ['amazon rule:spelling', false],
  ])('%j: %j', (text, expected) => {
    expect(fits(text)).toBe(expected);
  });

  it('means what is decided as one if any part of it fits', () => {
    const pair = { ...amazon, others: [{ ...amazon.proposal, ticker: 'PG' }] };
    expect(parseSelector('ticker:PG')(pair, 'undecided')).toBe(true);
    expect(parseSelector('ticker:KO')(pair, 'undecided')).toBe(false);
  });

  it('follows what was decided meanwhile', () => {
    expect(fits('status:refused', 'refused')).toBe(true);
  });

  it.each(['rul:scale', 'constructor:x', 'confidence:sure', 'confidence:1.5', 'confidence:', 'confidence:<'])(
    'is refused with what is possible: %j',
    (text) => {
      expect(() => parseSelector(text)).toThrow(CliError);
      expect(() => parseSelector(text)).toThrow(/Write for example/);
    },
  );

  it('keeps together what stands in quotes', () => {
    expect(wordsOf('field:"ROE (Fwd)" a  "b c')).toEqual(['field:ROE (Fwd)', 'a', 'b c']);
    expect(wordsOf('   ')).toEqual([]);
  });
});
