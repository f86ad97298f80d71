import type { Bilingual } from '@stock-analyzer/schema';
import type { Summary } from '../../figures/summary';
import type { QualityReportInput } from '../../input';
import { showCount } from '../../numbers';
import { brief } from '../../text';
import { counted } from '../counted';

/** What came in, how that differs from last week, and what was kept out. */
export function arrivalSentences(
  { comparison, run }: QualityReportInput,
  { file, companies, asOf, totals }: Summary,
): Bilingual {
  const source = file === null ? null : brief(file);
  const { rows_read, rows_quarantined } = totals;
  const sheets = run.sheets.length;
  const en = [
    `${source ?? 'The source'} brought ${counted(companies, 'company', 'companies')} for the week of ${asOf}.`,
  ];
  const ko = [`${source ?? '원본'}에서 ${asOf} 기준 ${showCount(companies)}개 기업을 읽었습니다.`];
  if (comparison) {
    const { previous_as_of, companies_in, companies_out, renamed } = comparison;
    const [came, gone, changed] = [companies_in.length, companies_out.length, renamed.length];
    en.push(
      came + gone + changed === 0
        ? `They are the same as in the week of ${previous_as_of}.`
        : `Against the week of ${previous_as_of}, ${showCount(came)} ${came === 1 ? 'is' : 'are'} new, ${showCount(gone)} ${gone === 1 ? 'is' : 'are'} gone and ${showCount(changed)} ${changed === 1 ? 'has' : 'have'} another name or ticker.`,
    );
    ko.push(
      came + gone + changed === 0
        ? `${previous_as_of} 주와 같은 기업들입니다.`
        : `${previous_as_of} 주에 비해 신규 ${showCount(came)}개, 제외 ${showCount(gone)}개, 이름이나 종목 코드 변경 ${showCount(changed)}개입니다.`,
    );
  } else {
    en.push('There is no earlier week to judge them by.');
    ko.push('비교할 이전 주가 없습니다.');
  }
  const from = `${counted(rows_read, 'row')} in ${counted(sheets, 'sheet')}`;
  en.push(
    rows_quarantined === 0
      ? `None of ${from} was kept out.`
      : `Of ${from}, ${showCount(rows_quarantined)} ${rows_quarantined === 1 ? 'was' : 'were'} kept out, each with its reason.`,
  );
  ko.push(
    rows_quarantined === 0
      ? `시트 ${showCount(sheets)}개의 ${showCount(rows_read)}개 행 중 격리된 행은 없습니다.`
      : `시트 ${showCount(sheets)}개의 ${showCount(rows_read)}개 행 중 ${showCount(rows_quarantined)}개를 사유와 함께 격리했습니다.`,
  );
  return { en: en.join(' '), ko: ko.join(' ') };
}
