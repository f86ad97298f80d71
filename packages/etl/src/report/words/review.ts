import type { Bilingual } from '@stock-analyzer/schema';
import { showCount, showPercent } from '../numbers';
import type { ReviewModel } from '../tables/review';
import { counted } from './counted';

/** What waits for a decision, in a sentence or two. */
export function reviewSentence({ cards, groups }: ReviewModel): Bilingual {
  const companies = new Set(cards.map(({ ticker }) => ticker)).size;
  const sure = cards.filter(({ confidence }) => confidence >= 0.99).length;
  const least = Math.min(...cards.map(({ confidence }) => confidence));
  const fields = new Set(groups.map(({ field }) => field)).size;
  return {
    en: `${counted(cards.length, 'correction')} of ${counted(companies, 'company', 'companies')} in ${counted(fields, 'field')} ${cards.length === 1 ? 'waits' : 'wait'} for a decision. ${sure === cards.length ? `Each is at least ${showPercent(100 * least)} sure.` : `${showCount(sure)} ${sure === 1 ? 'is' : 'are'} at least 99 % sure, the least sure ${showPercent(100 * least)}.`} They stand by what is at stake: fields that move investment figures first, in each the largest companies first.`,
    ko: `${showCount(companies)}개 기업의 ${showCount(fields)}개 항목에서 수정 제안 ${showCount(cards.length)}건이 결정을 기다립니다. ${sure === cards.length ? `모두 확신도가 ${showPercent(100 * least)} 이상입니다.` : `${showCount(sure)}건은 확신도가 99 % 이상이고, 가장 낮은 것은 ${showPercent(100 * least)}입니다.`} 투자 지표에 영향이 큰 항목부터, 각 항목 안에서는 큰 기업부터 표시합니다.`,
  };
}
