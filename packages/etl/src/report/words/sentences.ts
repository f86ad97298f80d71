import type { Bilingual } from '@stock-analyzer/schema';
import type { Summary } from '../figures/summary';
import { showCount, showMeasure, showPercent } from '../numbers';

/** `1 company`, `2 companies`: English counts its nouns, Korean does not. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${showCount(count)} ${count === 1 ? one : many}`;
}

/** The answer to the first question, in a sentence or two. */
export function trustSentence(summary: Summary): Bilingual {
  const { asOf, companies, outcome, failed, held, approvedBy, conditions } = summary;
  const ofWeek = {
    en: `${counted(companies, 'company', 'companies')} as of ${asOf}`,
    ko: `${asOf} 기준 ${showCount(companies)}개 기업`,
  };
  if (outcome === 'fail') {
    return {
      en: `No. ${ofWeek.en}: ${counted(failed, 'condition')} of the quality gate failed, so nothing was published and readers still see the release before.`,
      ko: `아니요. ${ofWeek.ko}: 품질 기준 ${failed}건을 충족하지 못해 게시하지 않았으며, 기존 릴리스가 유지됩니다.`,
    };
  }
  if (outcome === 'hold' && !approvedBy) {
    return {
      en: `Not yet. ${ofWeek.en}: ${counted(held, 'condition')} of the quality gate ${held === 1 ? 'asks' : 'ask'} for a person’s word. Until then nothing is published.`,
      ko: `아직 아닙니다. ${ofWeek.ko}: 품질 기준 ${held}건에 담당자의 판단이 필요합니다. 그때까지 게시하지 않습니다.`,
    };
  }
  if (outcome === 'hold') {
    return {
      en: `Yes, on a person’s word. ${ofWeek.en}: ${counted(held, 'condition')} of the quality gate did not hold and ${approvedBy} accepted that.`,
      ko: `예, 담당자 승인에 따릅니다. ${ofWeek.ko}: 품질 기준 ${held}건이 미달했으나 ${approvedBy}이(가) 승인했습니다.`,
    };
  }
  return {
    en: `Yes. ${ofWeek.en} passed all ${conditions} conditions of the quality gate; ${showPercent(summary.validRate)} of them are without an error.`,
    ko: `예. ${ofWeek.ko}이 품질 기준 ${conditions}건을 모두 통과했으며, ${showPercent(summary.validRate)}는 오류가 없습니다.`,
  };
}

/** What the run did with the rows and the values. */
export function doneSentences({ totals, corrections, issuesBefore, issues, policy }: Summary): Bilingual[] {
  const { rows_read, rows_published, rows_merged, rows_quarantined } = totals;
  const { proposed, applied, refused } = corrections;
  return [
    {
      en: `${counted(rows_read, 'row')} read: ${showCount(rows_published)} published, ${showCount(rows_merged)} merged into the same company of another sheet, ${showCount(rows_quarantined)} quarantined.`,
      ko: `${showCount(rows_read)}개 행을 읽어 ${showCount(rows_published)}개를 게시하고, ${showCount(rows_merged)}개는 다른 시트의 같은 기업에 병합했으며, ${showCount(rows_quarantined)}개를 격리했습니다.`,
    },
    proposed === 0
      ? { en: 'No corrections were proposed.', ko: '수정 제안이 없었습니다.' }
      : {
          en: `${showCount(applied)} of ${counted(proposed, 'proposed correction')} applied${policy ? ` (policy “${policy}”)` : ''}, ${showCount(refused)} refused.`,
          ko: `수정 제안 ${showCount(proposed)}건 중 ${showCount(applied)}건을 적용${policy ? ` (정책 “${policy}”)` : ''}하고 ${showCount(refused)}건을 거부했습니다.`,
        },
    {
      en: `The check found ${counted(issuesBefore, 'issue')} in the data as read and ${showCount(issues)} after correction.`,
      ko: `원본 데이터에서 ${showCount(issuesBefore)}건, 수정된 데이터에서 ${showCount(issues)}건의 문제를 발견했습니다.`,
    },
  ];
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
