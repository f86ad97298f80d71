import type { Evidence } from '../model/plan';
import { tell } from './words';
import { englishWords } from './words-en';
import { koreanWords } from './words-ko';

/** The languages that evidence and previews are written in. */
export type Language = 'en' | 'ko';

/**
 * A piece of evidence in words.
 *
 * @example
 * ```ts
 * import { describeEvidence } from '@stock-analyzer/correction';
 *
 * const evidence = { kind: 'history', subject: null, numbers: { previous: 15.4 } } as const;
 * describeEvidence(evidence, 'en'); // → 'Last week it was 15.4'
 * describeEvidence(evidence, 'ko'); // → '지난주 값은 15.4'
 * ```
 */
export function describeEvidence(
  evidence: Pick<Evidence, 'kind' | 'subject' | 'numbers'>,
  language: Language,
): string {
  return tell(language === 'ko' ? koreanWords : englishWords, evidence);
}

/** Evidence as it is weighed: most is never read, so its text is made when it is. */
class Told implements Evidence {
  constructor(
    readonly kind: Evidence['kind'],
    readonly log_odds: number,
    readonly subject: string | null,
    readonly numbers: Readonly<Record<string, number>>,
  ) {}

  get text(): string {
    return tell(englishWords, this);
  }
}

/** Evidence with its English text and its weight rounded to what a reader can use. */
export function evidence(
  kind: Evidence['kind'],
  logOdds: number,
  numbers: Readonly<Record<string, number>>,
  subject: string | null = null,
): Evidence {
  return new Told(kind, Math.round(logOdds * 1000) / 1000, subject, numbers);
}
