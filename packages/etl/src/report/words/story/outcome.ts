import type { Proposal } from '@stock-analyzer/correction';
import type { Bilingual, Issue } from '@stock-analyzer/schema';
import { groupIssues } from '../../figures/breakdown';
import { groupProposals } from '../../figures/proposal-groups';
import type { QualityReportInput } from '../../input';
import { showCount } from '../../numbers';
import { brief } from '../../text';
import { issueWords } from '../codes';
import { counted, listed } from '../counted';
import { groupParts } from './findings';

/** What accepting everything would do, and that it would do nothing else. */
export function effectSentence({ report }: QualityReportInput, open: readonly Proposal[]): Bilingual {
  const count = open.length;
  const companies = new Set(open.map(({ row }) => row)).size;
  const answered = open.filter(({ answers }) => answers !== null).length;
  const all =
    count === 1 ? { en: 'Accepting it', ko: '수락하면' } : { en: 'Accepting all', ko: '모두 수락하면' };
  const issues = report.issues_total;
  return {
    en: `${all.en} changes ${counted(count, 'value')} of ${counted(companies, 'company', 'companies')}, settles ${showCount(answered)} of ${counted(issues, 'issue')} and leaves every other value as the source has it.`,
    ko: `${all.ko} ${showCount(companies)}개 기업의 값 ${showCount(count)}개가 바뀌고 문제 ${showCount(issues)}건 중 ${showCount(answered)}건이 해소되며, 다른 값은 원본 그대로입니다.`,
  };
}

/** What was corrected and refused already, and on whose word; null where nothing was. */
export function doneSentence({ plan, journal, decisions, dataset }: QualityReportInput): Bilingual | null {
  const applied = new Set(journal.entries.map(({ id }) => id));
  const made = plan.proposals.filter(({ id }) => applied.has(id));
  const refused = new Set(
    decisions.filter(({ decision }) => decision === 'refuse').map(({ proposal }) => proposal),
  ).size;
  if (made.length === 0 && refused === 0) return null;
  const said = [...new Set(journal.entries.map(({ by }) => brief(by, 40)))];
  const parts = made.length > 0 ? groupParts(groupProposals(made, dataset)) : { en: '.', ko: '.' };
  const turnedDown = {
    en: refused === 0 ? '' : ` ${counted(refused, 'proposal')} ${refused === 1 ? 'was' : 'were'} refused.`,
    ko: refused === 0 ? '' : ` 제안 ${showCount(refused)}건은 거부되었습니다.`,
  };
  if (made.length === 0) {
    return { en: `Nothing was corrected.${turnedDown.en}`, ko: `수정된 값이 없습니다.${turnedDown.ko}` };
  }
  return {
    en: `${counted(made.length, 'value')} ${made.length === 1 ? 'was' : 'were'} corrected on the word of ${listed(said)}${parts.en}${turnedDown.en}`,
    ko: `${said.join(', ')}의 결정으로 값 ${showCount(made.length)}개를 수정했습니다${parts.ko}${turnedDown.ko}`,
  };
}

/** Errors that no proposal mends, and odd values without enough evidence; null where there are none. */
export function restSentence(input: QualityReportInput, open: readonly Proposal[]): Bilingual | null {
  const errors = errorsWithout(input, open);
  const flagged = input.plan.flagged.filter(
    ({ row, field }) => !errors.some((issue) => issue.row === row && issue.field === field),
  );
  const en: string[] = [];
  const ko: string[] = [];
  if (errors.length > 0) {
    const kinds = groupIssues(errors, ({ code }) => code);
    const names = (language: 'en' | 'ko') =>
      kinds
        .slice(0, 3)
        .map(({ key, total }) => `${issueWords[key as Issue['code']][language]} (${showCount(total)})`)
        .join(', ');
    const which = [...new Set(errors.flatMap(({ ticker }) => (ticker === null ? [] : [brief(ticker, 20)])))];
    const some = which.slice(0, 3).join(', ');
    en.push(
      `${counted(errors.length, 'error')} ${errors.length === 1 ? 'has' : 'have'} no known correction and ${errors.length === 1 ? 'needs' : 'need'} the source mended: ${names('en')}${some ? `, at ${which.length > 3 ? `${some} and others` : listed(which)}` : ''}.`,
    );
    ko.push(
      `오류 ${showCount(errors.length)}건은 수정안이 없어 원본을 고쳐야 합니다: ${names('ko')}${some ? ` (${some}${which.length > 3 ? ' 등' : ''})` : ''}.`,
    );
  }
  if (flagged.length > 0) {
    const { ticker, field } = flagged[0]!;
    const first = brief([ticker, field].filter(Boolean).join(' '), 60);
    en.push(
      `${counted(flagged.length, 'more value', 'more values')} ${flagged.length === 1 ? 'looks' : 'look'} odd without enough evidence to propose a change${flagged.length === 1 ? `: ${first}` : `, ${first} among them`}.`,
    );
    ko.push(
      `그 밖에 ${first}${flagged.length === 1 ? '' : ' 등'} ${showCount(flagged.length)}개 값이 이상해 보이지만 수정을 제안할 만큼 근거가 충분하지 않습니다.`,
    );
  }
  return en.length === 0 ? null : { en: en.join(' '), ko: ko.join(' ') };
}

function errorsWithout({ report }: QualityReportInput, open: readonly Proposal[]): Issue[] {
  const mended = new Set(open.map(({ row, field }) => `${row} ${field}`));
  return report.issues.filter(
    ({ severity, row, field }) => severity === 'error' && !mended.has(`${row} ${field}`),
  );
}

/** How many decisions of earlier weeks stand, in a sentence; null where none does. */
export function recalledSentence(count: number): Bilingual | null {
  if (count === 0) return null;
  return {
    en: `${counted(count, 'decision')} of earlier weeks ${count === 1 ? 'stands' : 'stand'}, as the source has the same again.`,
    ko: `원본 값이 그대로여서 이전 주의 결정 ${showCount(count)}건을 유지했습니다.`,
  };
}
