import type { Bilingual } from '@stock-analyzer/schema';
import type { LostPoints } from '@stock-analyzer/validator';
import type { WeekScore } from '../../../week/earlier-scores';
import type { Summary } from '../../figures/summary';
import type { QualityReportInput } from '../../input';
import { showCount, showMeasure } from '../../numbers';
import { brief } from '../../text';
import { issueWords, scoreWords } from '../codes';
import { counted } from '../counted';

/** The score, where it comes from, and how it moved. */
export function scoreStory({ report, earlierScores }: QualityReportInput, { score }: Summary): Bilingual {
  const trend = trendOf(score, earlierScores);
  const loss = lossOf(report);
  return {
    en: `The quality score is ${showMeasure(score)} of 100${trend.en}.${loss.en}`,
    ko: `품질 점수는 100점 만점에 ${showMeasure(score)}점입니다${trend.ko}.${loss.ko}`,
  };
}

function trendOf(score: number, earlier: readonly WeekScore[]): Bilingual {
  const last = earlier.at(-1);
  if (!last) return { en: '', ko: '' };
  const change = score - last.score;
  const size = showMeasure(Math.abs(change));
  const week = `${last.as_of}`;
  const record = recordOf(score, earlier);
  if (Math.abs(change) < 0.005) {
    return { en: `, as in the week of ${week}`, ko: ` (${week} 주와 같음)` };
  }
  return {
    en: `, ${size} ${change > 0 ? 'more' : 'less'} than in the week of ${week}${record.en}`,
    ko: ` (${week} 주보다 ${size}점 ${change > 0 ? '상승' : '하락'}${record.ko})`,
  };
}

function recordOf(score: number, earlier: readonly WeekScore[]): Bilingual {
  const scores = earlier.map((week) => week.score);
  const weeks = earlier.length + 1;
  if (weeks < 3) return { en: '', ko: '' };
  if (score < Math.min(...scores)) {
    return { en: ` and the lowest of the last ${weeks} weeks`, ko: `, 최근 ${weeks}주 중 최저` };
  }
  if (score > Math.max(...scores)) {
    return { en: ` and the highest of the last ${weeks} weeks`, ko: `, 최근 ${weeks}주 중 최고` };
  }
  return { en: '', ko: '' };
}

/** The part that lost most, and to what. */
function lossOf({ score }: QualityReportInput['report']): Bilingual {
  const worst = [...score.parts].sort((a, b) => b.lost - a.lost)[0];
  const cause = worst?.lost_to[0];
  if (!worst || worst.lost < 0.01) return { en: '', ko: '' };
  const part = scoreWords[worst.name].name;
  const to = cause ? causeWords(cause) : { en: '', ko: '' };
  return {
    en: ` It loses most by ${part.en.toLowerCase()}, ${showMeasure(worst.lost)} points${to.en}.`,
    ko: ` 가장 많이 잃은 부분은 ${part.ko} ${showMeasure(worst.lost)}점입니다${to.ko}.`,
  };
}

function causeWords({ code, field, age_days, count }: LostPoints): Bilingual {
  if (code !== undefined) {
    return {
      en: `: ${issueWords[code].en} (${showCount(count)})`,
      ko: `: ${issueWords[code].ko} (${showCount(count)}건)`,
    };
  }
  if (age_days !== undefined) {
    return {
      en: `, as the week was ${counted(age_days, 'day')} old when it was checked`,
      ko: `: 검사 시점에 기준일이 ${showCount(age_days)}일 지났습니다`,
    };
  }
  const name = brief(field ?? '', 60);
  return {
    en: `, first of all ${name}, which ${counted(count, 'company lacks', 'companies lack')}`,
    ko: `: ${name} 누락 ${showCount(count)}개 기업 등`,
  };
}
