import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsWithinOneEdit, withinOneEdit } from './edits';
import { type SearchDocument, SearchIndex } from './search-index';
import { Vocabulary } from './vocabulary';
import { withoutParticle, wordsOf } from './words';

const company = (ticker: string, name: string, industry: string | null = null, size = 0): SearchDocument => ({
  ticker,
  name,
  industry,
  size,
});
const index = new SearchIndex([
  company('AAPL', 'Apple Inc.', 'IT하드웨어', 3_500_000),
  company('APLE', 'Apple Hospitality REIT', '부동산', 3_000),
  company('005930.KS', '삼성전자', '반도체', 400_000),
  company('009150.KS', '삼성전기', '반도체', 9_000),
  company('BRK.B', 'Berkshire Hathaway', '보험', 1_000_000),
  company('NESN.SW', 'Nestlé S.A.', '음식료', 260_000),
  company('AMD', 'Advanced Micro Devices', '반도체', 250_000),
  company('A', 'Agilent Technologies', '헬스케어', 40_000),
]);
const tickers = (text: string, limit?: number) => index.search(text, limit ?? 20).map(({ ticker }) => ticker);

describe('search finds', () => {
  it.each([
    ['a ticker, whole before part', 'a', 'A'],
    ['a ticker without its point', 'brkb', 'BRK.B'],
    ['the larger of two that fit alike', 'apple', 'AAPL'],
    ['by the beginning of words, in any order', 'micro adv', 'AMD'],
    ['with one typo', 'berkshrie', 'BRK.B'],
    ['with one typo in a word half typed', 'berksih', 'BRK.B'],
    ['without accents', 'nestle', 'NESN.SW'],
    ['full-width letters', 'ＡＭＤ', 'AMD'],
    ['Korean with a particle', '삼성전자를', '005930.KS'],
    ['Korean inside a word', '전기', '009150.KS'],
    ['by industry, the largest first', '반도체', '005930.KS'],
    ['the whole name before others that have the word', 'apple hospitality reit', 'APLE'],
  ])('%s', (_, text, first) => {
    expect(tickers(text)[0]).toBe(first);
  });

  it('nothing where a word is in no company, and nothing for no word', () => {
    expect(tickers('apple zebra')).toEqual([]);
    expect(tickers(' .,- ')).toEqual([]);
    expect(tickers('apple', 0)).toEqual([]);
  });

  it('no near misses while there is a hit', () => {
    expect(tickers('AAPL')).toEqual(['AAPL']);
  });

  it('only what is allowed, by the places of the list given', () => {
    expect(index.search('apple', 20, (place) => place === 1).map(({ ticker }) => ticker)).toEqual(['APLE']);
  });
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '가', '나'), minLength: 0, maxLength: 8 });

describe('laws', () => {
  it('one edit is one edit, as the textbook counts them', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(withinOneEdit(a, b)).toBe(distance(a, b) <= 1);
      }),
      { numRuns: 3000 },
    );
  });

  it('a word half typed is within one edit if some beginning of the other is', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const some = Array.from({ length: b.length + 1 }, (_, end) => b.slice(0, end)).some(
          (beginning) => distance(a, beginning) <= 1,
        );
        expect(beginsWithinOneEdit(a, b)).toBe(some);
      }),
      { numRuns: 3000 },
    );
  });

  it('the vocabulary misses no word that fits, whatever its shortcuts', () => {
    fc.assert(
      fc.property(
        fc.array(word.filter(Boolean), { maxLength: 40 }),
        word.filter(Boolean),
        (words, wanted) => {
          const vocabulary = new Vocabulary(words);
          const fits = vocabulary.fits(wanted);
          const matches = vocabulary.matches(wanted);
          expect(vocabulary.words.map((_, place) => matches.get(place) ?? 0)).toEqual(
            vocabulary.words.map((_, place) => fits(place)),
          );
          const typos = vocabulary.typos(wanted);
          if (wanted.length < 4) return;
          vocabulary.words.forEach((candidate, place) => {
            if (distance(wanted, candidate) <= 1) expect(typos.has(place)).toBe(true);
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('the limit cuts the list and changes no place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, fc.nat(5)), { maxLength: 60 }),
        word,
        fc.nat(20),
        (names, text, limit) => {
          const found = new SearchIndex(names.map(([name, size], at) => company(`T${at}`, name, null, size)));
          const all = found.search(text, 1000);
          expect(found.search(text, limit)).toEqual(all.slice(0, limit));
          for (let at = 1; at < all.length; at++)
            expect(all[at - 1]!.score).toBeGreaterThanOrEqual(all[at]!.score);
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('particles go only where a word is left', () => {
  expect(withoutParticle('반도체는')).toBe('반도체');
  expect(withoutParticle('은')).toBeUndefined();
  expect(withoutParticle('AAPL')).toBeUndefined();
  expect(wordsOf('Johnson & Johnson')).toEqual(['johnson', 'johnson']);
});

/** Optimal string alignment distance, by the book. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const costs = [
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + Number(a[i - 1] !== b[j - 1]),
      ];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        costs.push(rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = Math.min(...costs);
    }
  }
  return rows[a.length]![b.length]!;
}
