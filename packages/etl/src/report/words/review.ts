import type { Bilingual } from '@stock-analyzer/schema';
import { showCount, showPercent } from '../numbers';
import type { ReviewModel } from '../tables/review';
import { counted } from './counted';

/** What waits for a decision, in a sentence or two. */
export function reviewSentence({ cards, groups }: ReviewModel): Bilingual {
  const values = cards.reduce((sum, { ids }) => sum + ids.length, 0);
  const sure = cards.filter(({ confidence }) => confidence >= 0.99).length;
  const least = Math.min(...cards.map(({ confidence }) => confidence));
  const fields = new Set(groups.map(({ field }) => field)).size;
  return {
    en: `${counted(cards.length, 'decision')} ${cards.length === 1 ? 'waits' : 'wait'}, on ${counted(values, 'value')} in ${counted(fields, 'field')}. ${sure === cards.length ? `Each is at least ${showPercent(100 * least)} sure.` : `${showCount(sure)} ${sure === 1 ? 'is' : 'are'} at least 99 % sure, the least sure ${showPercent(100 * least)}.`} They stand by what is at stake: fields that move investment figures first, in each the largest companies first.`,
    ko: `${showCount(fields)}개 항목의 값 ${showCount(values)}개에 대해 결정할 제안이 ${showCount(cards.length)}건 있습니다. ${sure === cards.length ? `모두 확신도가 ${showPercent(100 * least)} 이상입니다.` : `${showCount(sure)}건은 확신도가 99 % 이상이고, 가장 낮은 것은 ${showPercent(100 * least)}입니다.`} 투자 지표에 영향이 큰 항목부터, 각 항목 안에서는 큰 기업부터 표시합니다.`,
  };
}
