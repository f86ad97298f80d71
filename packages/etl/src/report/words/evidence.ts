import { describeEvidence, type Evidence } from '@stock-analyzer/correction';
import type { Bilingual } from '@stock-analyzer/schema';
import { showCount } from '../numbers';
import { brief } from '../text';

/** The evidence, the weightiest first. */
export function weightiest(evidence: readonly Evidence[]): Evidence[] {
  return [...evidence].sort((a, b) => Math.abs(b.log_odds) - Math.abs(a.log_odds));
}

/** The evidence in words. How rare such errors are says nothing of the cell at hand, so it is left out. */
export function whyOf(evidence: readonly Evidence[]): Bilingual {
  const pieces = weightiest(evidence).filter(({ kind }) => kind !== 'prior');
  const inWords = (language: 'en' | 'ko') =>
    brief(
      pieces
        .map((piece) => `${piece.log_odds < 0 ? '(−) ' : ''}${describeEvidence(piece, language)}`)
        .join('; '),
      400,
    );
  return { en: inWords('en'), ko: inWords('ko') };
}

/** One piece of it in words. */
export function evidenceSentence(piece: Evidence): Bilingual {
  const inWords = (language: 'en' | 'ko') => brief(describeEvidence(piece, language), 200);
  return { en: inWords('en'), ko: inWords('ko') };
}

/** How many times likelier a piece makes the proposed value: `× 7,300`, or `÷ 400` where it speaks against. */
export function oddsOf({ log_odds }: Evidence): string {
  const times = Math.exp(Math.abs(log_odds));
  const shown = times < 1e6 ? showCount(Number(times.toPrecision(2))) : '1,000,000+';
  return `${log_odds < 0 ? '÷' : '×'}\u00a0${shown}`;
}
