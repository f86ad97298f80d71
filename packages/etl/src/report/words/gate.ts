import type { Bilingual } from '@stock-analyzer/schema';
import type { GateConditionResult } from '@stock-analyzer/validator';
import { comparisonSigns, showCount, showMeasure, showPercent } from '../numbers';
import { conditionWords } from './codes';
import { counted } from './counted';

type Sentence = (actual: number, limit: number) => Bilingual;

/** What a condition that does not hold says of the week, without a full stop. */
const sentences: ReadonlyMap<string, Sentence> = new Map<string, Sentence>([
  [
    'undecided_corrections',
    (actual) => ({
      en: `${counted(actual, 'proposed correction')} ${actual === 1 ? 'waits' : 'wait'} for a yes or no`,
      ko: `수정 제안 ${showCount(actual)}건이 결정을 기다립니다`,
    }),
  ],
  [
    'format_issue_rate',
    (actual, limit) => ({
      en: `${showPercent(actual)} of the companies have a number in the wrong format, where less than ${showMeasure(limit)} % is allowed`,
      ko: `기업의 ${showPercent(actual)}에 형식이 잘못된 숫자가 있습니다 (허용: ${showMeasure(limit)} % 미만)`,
    }),
  ],
  [
    'as_of_disagreements',
    (actual) => ({
      en: `${counted(actual, 'date')} in the source ${actual === 1 ? 'disagrees' : 'disagree'} with the week’s date`,
      ko: `원본의 날짜 ${showCount(actual)}개가 기준일과 다릅니다`,
    }),
  ],
  [
    'column_unit_issues',
    (actual) => ({
      en: `${counted(actual, 'column')} ${actual === 1 ? 'seems' : 'seem'} to be in another unit than before`,
      ko: `열 ${showCount(actual)}개의 단위가 바뀐 것으로 보입니다`,
    }),
  ],
  [
    'broken_columns',
    (actual) => ({
      en: `${counted(actual, 'column')} ${actual === 1 ? 'is empty or holds' : 'are empty or hold'} what another field’s column held`,
      ko: `열 ${showCount(actual)}개가 비었거나 다른 항목의 값을 담고 있습니다`,
    }),
  ],
  [
    'company_count_change',
    (actual, limit) => ({
      en: `the number of companies changed by ${showMeasure(actual)} % since last week, where ${showMeasure(limit)} % is usual at most`,
      ko: `기업 수가 지난주보다 ${showMeasure(actual)} % 달라졌습니다 (통상 ${showMeasure(limit)} % 이하)`,
    }),
  ],
  [
    'missing_required_fields',
    (actual) => ({
      en: `${counted(actual, 'required value')} ${actual === 1 ? 'is' : 'are'} missing`,
      ko: `필수 값 ${showCount(actual)}개가 없습니다`,
    }),
  ],
  [
    'field_coverage',
    (actual) => ({
      en: `only ${showPercent(actual)} of the fields could be checked`,
      ko: `항목의 ${showPercent(actual)}만 검사할 수 있었습니다`,
    }),
  ],
  [
    'total_companies',
    (actual) => ({
      en: `the source has ${counted(actual, 'company', 'companies')}`,
      ko: `원본의 기업이 ${showCount(actual)}개입니다`,
    }),
  ],
]);

/** A condition that does not hold, in words. */
export function conditionSentence({ name, actual, comparison, limit }: GateConditionResult): Bilingual {
  const sentence = sentences.get(name);
  if (sentence && typeof actual === 'number' && typeof limit === 'number') return sentence(actual, limit);
  const title = conditionWords.get(name) ?? { en: name, ko: name };
  const shown = (value: number | string) => (typeof value === 'number' ? showMeasure(value) : value);
  const wanted = `${comparisonSigns[comparison]} ${shown(limit)}`;
  return actual === null
    ? { en: `${title.en}: not known`, ko: `${title.ko}: 알 수 없음` }
    : {
        en: `${title.en}: ${shown(actual)}, where ${wanted} is required`,
        ko: `${title.ko}: ${shown(actual)} (기준 ${wanted})`,
      };
}
