import type { Bilingual } from '@stock-analyzer/schema';
import type { GateConditionResult } from '@stock-analyzer/validator';
import { describe, expect, it } from 'vitest';
import { proposalStatusWords } from '../figures/proposal-status';
import type { Summary } from '../figures/summary';
import * as codes from './codes';
import { conditionWords } from './codes';
import { counted, listed } from './counted';
import { conditionSentence } from './gate';
import { scoreSentence, trustSentence } from './sentences';
import { scriptWords, words } from './words';

const flat = (value: unknown): Bilingual[] => {
  if (value instanceof Map) return [...value.values()].flatMap(flat);
  if (typeof value !== 'object' || value === null) return [];
  return 'en' in value && 'ko' in value ? [value as Bilingual] : Object.values(value).flatMap(flat);
};

const summary: Summary = {
  asOf: '2025-10-10',
  file: null,
  status: 'published',
  outcome: 'pass',
  conditions: 7,
  unmet: [],
  approvedBy: null,
  companies: 1,
  validRate: 100,
  score: 95.1,
  scoreBefore: 91,
  issues: 1,
  after: { errors: 0, warnings: 1, infos: 0 } as Summary['after'],
  corrections: { proposed: 1, applied: 1, refused: 0, undecided: 0, flagged: 0 },
  totals: { rows_read: 4, rows_published: 1, rows_merged: 0, rows_quarantined: 0, rows_structural: 3 },
};

describe('the words', () => {
  it('exist in both languages, and are not left in English', () => {
    const all = [words, scriptWords, codes, proposalStatusWords].flatMap(flat);
    expect(all.length).toBeGreaterThan(150);
    for (const { en, ko } of all) {
      expect(en.trim()).not.toBe('');
      expect(ko, en).toMatch(/[가-힣]/);
      expect(en).not.toMatch(/[가-힣]/);
    }
  });

  it('of a text with holes name the same holes in both languages', () => {
    const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const { en, ko } of flat(scriptWords)) expect(holes(ko)).toEqual(holes(en));
  });
});

const undecided: GateConditionResult = {
  name: 'undecided_corrections',
  actual: 21,
  comparison: '<=',
  limit: 0,
  unit: 'proposals',
  outcome: 'hold',
  message: '',
};
const missing: GateConditionResult = {
  ...undecided,
  name: 'missing_required_fields',
  actual: 1,
  unit: 'values',
  outcome: 'fail',
};

describe('the verdict', () => {
  const verdict = (changes: Partial<Summary>) => trustSentence({ ...summary, ...changes });

  it('says yes, not yet, no, or yes on a word, and why', () => {
    expect(verdict({}).en).toMatch(/^Yes\. 1 company as of 2025-10-10 passed all 7 conditions/);
    expect(verdict({ outcome: 'hold', unmet: [undecided] }).en).toBe(
      'Not yet. 21 proposed corrections wait for a yes or no. Until then nothing is published.',
    );
    expect(verdict({ outcome: 'hold', unmet: [undecided], approvedBy: 'Kim' }).en).toMatch(
      /^Yes, on a person’s word\. 21 proposed.*; Kim accepted/,
    );
    expect(verdict({ outcome: 'fail', unmet: [undecided, missing] }).en).toBe(
      'No. 1 required value is missing. Nothing was published, and readers still see the release before.',
    );
  });

  it('says the same in Korean', () => {
    const openings = [
      {},
      { outcome: 'hold', unmet: [undecided] },
      { outcome: 'hold', unmet: [undecided], approvedBy: 'Kim' },
      { outcome: 'fail', unmet: [missing] },
    ] as const;
    expect(openings.map((each) => verdict(each).ko.split(/[ .,]/)[0])).toEqual([
      '예',
      '아직',
      '예',
      '아니요',
    ]);
  });

  it('tells the score before only if it was another', () => {
    expect(scoreSentence(summary).en).toBe('95.1 of 100 points; as read it was 91.');
    expect(scoreSentence({ ...summary, scoreBefore: 95.1 }).en).toBe('95.1 of 100 points.');
  });
});

describe('a condition that does not hold', () => {
  it('is told in words, with its figures, also if nobody foresaw it', () => {
    expect(
      conditionSentence({ ...undecided, name: 'company_count_change', actual: 12.345, limit: 10 }).en,
    ).toBe('the number of companies changed by 12.35 % since last week, where 10 % is usual at most');
    const own = { ...undecided, name: 'own', actual: 3, limit: 5, comparison: '>=' } as const;
    expect(conditionSentence(own).en).toBe('own: 3, where ≥ 5 is required');
    expect(conditionSentence({ ...own, actual: null }).ko).toBe('own: 알 수 없음');
  });

  it.each([...conditionWords.keys()])('has a sentence of its own: %s', (name) => {
    const { en, ko } = conditionSentence({ ...undecided, name, actual: 1 });
    expect(en).not.toContain('where ≤');
    expect(ko).toMatch(/[가-힣]/);
  });
});

describe('lists and counts', () => {
  it('read as English does', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
    expect([counted(1, 'company', 'companies'), counted(1250, 'row')]).toEqual(['1 company', '1,250 rows']);
  });
});
