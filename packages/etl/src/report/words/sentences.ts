import type { Bilingual } from '@stock-analyzer/schema';
import type { Summary } from '../figures/summary';
import { showCount, showMeasure, showPercent } from '../numbers';
import { counted, listed } from './counted';
import { conditionSentence } from './gate';

/** The answer to the first question, in a sentence or two. */
export function trustSentence(summary: Summary): Bilingual {
  const { asOf, companies, outcome, unmet, approvedBy, conditions } = summary;
  const ofWeek = {
    en: `${counted(companies, 'company', 'companies')} as of ${asOf}`,
    ko: `${asOf} 기준 ${showCount(companies)}개 기업`,
  };
  const reasons = unmet.filter((each) => each.outcome === outcome).map(conditionSentence);
  const why = {
    en: sentenceCase(listed(reasons.map(({ en }) => en))),
    ko: reasons.map(({ ko }) => ko).join(', '),
  };
  if (outcome === 'fail') {
    return {
      en: `No. ${why.en}. Nothing was published, and readers still see the release before.`,
      ko: `아니요. ${why.ko}. 게시하지 않았으며, 기존 릴리스가 유지됩니다.`,
    };
  }
  if (outcome === 'hold' && !approvedBy) {
    return {
      en: `Not yet. ${why.en}. Until then nothing is published.`,
      ko: `아직 아닙니다. ${why.ko}. 그때까지 게시하지 않습니다.`,
    };
  }
  if (outcome === 'hold') {
    return {
      en: `Yes, on a person’s word. ${why.en}; ${approvedBy} accepted that.`,
      ko: `예, 담당자 승인에 따릅니다. ${why.ko}. ${approvedBy}이(가) 승인했습니다.`,
    };
  }
  return {
    en: `Yes. ${ofWeek.en} passed all ${conditions} conditions of the quality gate; ${showPercent(summary.validRate)} of them are without an error.`,
    ko: `예. ${ofWeek.ko}이 품질 기준 ${conditions}건을 모두 통과했으며, ${showPercent(summary.validRate)}는 오류가 없습니다.`,
  };
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The score in a sentence. */
export function scoreSentence({ score, scoreBefore }: Summary): Bilingual {
  const change = score - scoreBefore;
  const moved = Math.abs(change) >= 0.005;
  return {
    en: `${showMeasure(score)} of 100 points${moved ? `; as read it was ${showMeasure(scoreBefore)}` : ''}.`,
    ko: `100점 만점에 ${showMeasure(score)}점${moved ? ` (수정 전 ${showMeasure(scoreBefore)}점)` : ''}.`,
  };
}

/** A truthful word on a list that is cut. */
export function cutSentence(shown: number, total: number): Bilingual {
  return {
    en: `The first ${showCount(shown)} of ${showCount(total)}; all of them are in quality_report.json.`,
    ko: `전체 ${showCount(total)}건 중 처음 ${showCount(shown)}건입니다. 전체는 quality_report.json에 있습니다.`,
  };
}
