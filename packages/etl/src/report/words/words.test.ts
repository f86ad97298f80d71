import type { Bilingual } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { proposalStatusWords } from '../figures/proposal-status';
import type { Summary } from '../figures/summary';
import * as codes from './codes';
import { doneSentences, scoreSentence, trustSentence } from './sentences';
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
  failed: 0,
  held: 0,
  approvedBy: null,
  policy: null,
  companies: 1,
  validRate: 100,
  score: 95.1,
  scoreBefore: 91,
  issuesBefore: 2,
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

describe('the verdict', () => {
  const verdict = (changes: Partial<Summary>) => trustSentence({ ...summary, ...changes });

  it('says yes, not yet, no, or yes on a word', () => {
    expect(verdict({}).en).toMatch(/^Yes\. 1 company as of 2025-10-10 passed all 7 conditions/);
    expect(verdict({ outcome: 'hold', held: 1 }).en).toMatch(
      /^Not yet\..*1 condition of the quality gate asks/,
    );
    expect(verdict({ outcome: 'hold', held: 2, approvedBy: 'Kim' }).en).toMatch(
      /^Yes, on a person’s word\..*Kim accepted/,
    );
    expect(verdict({ outcome: 'fail', failed: 2 }).en).toMatch(/^No\..*2 conditions.*nothing was published/);
  });

  it('says the same in Korean', () => {
    const openings = [
      {},
      { outcome: 'hold' },
      { outcome: 'hold', approvedBy: 'Kim' },
      { outcome: 'fail' },
    ] as const;
    expect(openings.map((each) => verdict(each).ko.split(/[ .,]/)[0])).toEqual([
      '예',
      '아직',
      '예',
      '아니요',
    ]);
  });

  it('counts in the singular where there is one', () => {
    expect(doneSentences(summary).map(({ en }) => en)).toEqual([
      '4 rows read: 1 published, 0 merged into the same company of another sheet, 0 quarantined.',
      '1 of 1 proposed correction applied, 0 refused.',
      'The check found 2 issues in the data as read and 1 after correction.',
    ]);
  });

  it('tells the score before only if it was another', () => {
    expect(scoreSentence(summary).en).toBe('95.1 of 100 points; as read it was 91.');
    expect(scoreSentence({ ...summary, scoreBefore: 95.1 }).en).toBe('95.1 of 100 points.');
  });
});
