import type { Proposal } from '@stock-analyzer/correction';
import type { Bilingual } from '@stock-analyzer/schema';
import { cellPlaces } from '../../figures/cell-places';
import { groupProposals, type ProposalGroup } from '../../figures/proposal-groups';
import type { QualityReportInput } from '../../input';
import { showCount, showPercent, showValue } from '../../numbers';
import { brief } from '../../text';
import { ruleWords } from '../codes';
import { counted, listed } from '../counted';
import { evidenceSentence, weightiest } from '../evidence';

/** Groups that a sentence can name. */
const NAMED = 4;

/**
 * What looks wrong and how sure that is, with the case that matters most.
 *
 * @param proposals At least one.
 */
export function findingSentences(input: QualityReportInput, proposals: readonly Proposal[]): Bilingual {
  const groups = groupProposals(proposals, input.dataset);
  const count = proposals.length;
  const parts = groupParts(groups);
  const sure = surenessOf(proposals);
  const first = firstCase(input, groups[0]![0]);
  return {
    en: `${counted(count, 'value')} ${count === 1 ? 'looks' : 'look'} wrong${parts.en} ${sure.en} ${first.en}`,
    ko: `${showCount(count)}개 값이 잘못된 것으로 보입니다${parts.ko} ${sure.ko} ${first.ko}`,
  };
}

/** The groups by name: `, all for one reason (off by a power of ten): 12 of ROE (Fwd) and 9 of PER.` */
export function groupParts(groups: readonly ProposalGroup[]): Bilingual {
  const rules = new Set(groups.map(([{ rule }]) => rule));
  const rule = groups[0]![0].rule;
  const isOne = rules.size === 1;
  const rest = groups.slice(NAMED).reduce((sum, group) => sum + group.length, 0);
  const names = (language: 'en' | 'ko') => [
    ...groups.slice(0, NAMED).map((group) => {
      const [{ field, rule }] = group;
      const why = isOne ? '' : ` (${lowered(ruleWords[rule][language])})`;
      return language === 'en'
        ? `${showCount(group.length)} of ${brief(field, 40)}${why}`
        : `${brief(field, 40)} ${showCount(group.length)}건${why}`;
    }),
    ...(rest === 0 ? [] : [language === 'en' ? `${showCount(rest)} of others` : `기타 ${showCount(rest)}건`]),
  ];
  return {
    en: `${isOne ? `, all for one reason (${lowered(ruleWords[rule].en)})` : ''}: ${listed(names('en'))}.`,
    ko: `${isOne ? ` (${ruleWords[rule].ko})` : ''}: ${names('ko').join(', ')}.`,
  };
}

function surenessOf(proposals: readonly Proposal[]): Bilingual {
  const all = proposals.map(({ confidence }) => 100 * confidence);
  const least = showPercent(Math.min(...all));
  if (proposals.length === 1) return { en: `That is ${least} sure.`, ko: `확신도는 ${least}입니다.` };
  const high = all.filter((each) => each >= 99).length;
  if (high === all.length) {
    return { en: `None of them is less than ${least} sure.`, ko: `확신도는 모두 ${least} 이상입니다.` };
  }
  return {
    en: `${showCount(high)} of them ${high === 1 ? 'is' : 'are'} at least 99 % sure; the least sure one is ${least} sure.`,
    ko: `그중 ${showCount(high)}건은 확신도가 99 % 이상이고, 가장 낮은 것은 ${least}입니다.`,
  };
}

/** The case that matters most, with the best evidence for it. */
function firstCase({ dataset }: QualityReportInput, proposal: Proposal): Bilingual {
  const { ticker, field, from, to, confidence, evidence } = proposal;
  const { company, unit } = cellPlaces(dataset)(proposal);
  const show = (value: Proposal['from'], none: string) =>
    value === null ? none : showValue(value, unit ?? undefined);
  const name = brief([company, ticker && `(${ticker})`].filter(Boolean).join(' '), 80) || '–';
  const best = weightiest(evidence).find(({ kind, log_odds }) => kind !== 'prior' && log_odds > 0);
  const why = best ? evidenceSentence(best) : null;
  const sure = showPercent(100 * confidence);
  return {
    en: `Most is at stake at ${name}: ${brief(field, 60)} reads ${show(from, 'nothing')} and ought to be ${show(to, 'empty')}, ${sure} sure.${why ? ` ${why.en}.` : ''}`,
    ko: `가장 중요한 것은 ${name}입니다: ${brief(field, 60)}이(가) ${show(from, '빈 값')}(으)로 되어 있으나 ${show(to, '빈 값')}이어야 합니다 (확신도 ${sure}).${why ? ` ${why.ko}.` : ''}`,
  };
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
