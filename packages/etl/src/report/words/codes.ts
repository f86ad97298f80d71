import type { CorrectionRule } from '@stock-analyzer/correction';
import type { Bilingual, IssueCode, Severity } from '@stock-analyzer/schema';
import type { ScorePart } from '@stock-analyzer/validator';
import type { RowReason } from '../../transform/accounting';
import type { RunStatus } from '../../week/run-record';

/** Kinds of issues as a reader calls them. */
export const issueWords: Readonly<Record<IssueCode, Bilingual>> = {
  missing_required: { en: 'Required value missing', ko: '필수 값 누락' },
  wrong_type: { en: 'Wrong type of value', ko: '값의 유형 오류' },
  pattern_mismatch: { en: 'Not in the required form', ko: '형식 불일치' },
  not_in_list: { en: 'Not one of the allowed values', ko: '허용 목록에 없는 값' },
  not_integer: { en: 'Not a whole number', ko: '정수가 아님' },
  out_of_possible_range: { en: 'Impossible value', ko: '불가능한 값' },
  out_of_plausible_range: { en: 'Unusual value', ko: '통상 범위를 벗어난 값' },
  percentage_basis_points: { en: 'Looks like basis points', ko: 'bp 단위로 의심됨' },
  duplicate_ticker: { en: 'Ticker occurs twice', ko: '중복 종목 코드' },
  source_error: { en: 'Error in the source’s cell', ko: '원본 셀 오류' },
  source_conflict: { en: 'Sheets disagree', ko: '시트 간 값 불일치' },
  column_unit: { en: 'Column in another unit', ko: '열 단위가 다름' },
  unknown_column: { en: 'Unknown column', ko: '알 수 없는 열' },
  ambiguous_column: { en: 'Ambiguous column', ko: '모호한 열' },
  missing_column: { en: 'Column missing', ko: '열 누락' },
  relation_mismatch: { en: 'Fields contradict each other', ko: '항목 간 모순' },
  anomaly: { en: 'Far from what such values are', ko: '동종 대비 이상값' },
  jump: { en: 'Jump since last week', ko: '지난주 대비 급변' },
  restated_value: { en: 'Earlier value restated', ko: '과거 값 수정' },
  company_new: { en: 'New company', ko: '신규 기업' },
  company_gone: { en: 'Company gone', ko: '제외된 기업' },
  company_renamed: { en: 'Renamed company', ko: '사명 변경' },
  row_count: { en: 'Number of companies', ko: '기업 수' },
  duplicate_company: { en: 'Company twice', ko: '기업 중복' },
  shared_market_cap: { en: 'Share classes of one company', ko: '동일 기업의 종류주' },
  header_row: { en: 'Header read as a company', ko: '머리글이 기업으로 읽힘' },
  low_completeness: { en: 'Too few values', ko: '값이 적은 열' },
  column_empty: { en: 'Empty column', ko: '빈 열' },
  column_constant: { en: 'Column of one value', ko: '값이 하나뿐인 열' },
  column_duplicate: { en: 'Column repeats another', ko: '중복된 열' },
  column_shifted: { en: 'Column holds another field’s values', ko: '열이 밀림' },
  distribution_drift: { en: 'Distribution moved', ko: '분포 변화' },
  stale_column: { en: 'Column has not moved', ko: '갱신되지 않은 열' },
  date_serial: { en: 'Date read as a number', ko: '날짜가 숫자로 읽힘' },
  custom_rule: { en: 'Rule of your own', ko: '사용자 규칙' },
};

export const severityWords: Readonly<Record<Severity, Bilingual>> = {
  error: { en: 'Error', ko: '오류' },
  warning: { en: 'Warning', ko: '경고' },
  info: { en: 'Note', ko: '참고' },
};

/** What is wrong with a value, by the rule that found it. */
export const ruleWords: Readonly<Record<CorrectionRule, Bilingual>> = {
  scale: { en: 'Off by a power of ten', ko: '자릿수 오류' },
  column_scale: { en: 'Whole column off by a power of ten', ko: '열 전체 자릿수 오류' },
  sign: { en: 'Wrong sign', ko: '부호 오류' },
  currency: { en: 'Currency not converted', ko: '통화 미환산' },
  text_number: { en: 'Number written as text', ko: '텍스트로 된 숫자' },
  date_serial: { en: 'Date and number mixed up', ko: '날짜와 숫자 혼동' },
  ticker: { en: 'Ticker damaged', ko: '종목 코드 손상' },
  spelling: { en: 'Spelling', ko: '표기' },
  error_token: { en: 'Error text for a missing value', ko: '빈 값 대신 오류 문구' },
  shifted_columns: { en: 'Columns shifted', ko: '열 밀림' },
  duplicate_column: { en: 'Column repeats another', ko: '중복된 열' },
  header_row: { en: 'Header read as a company', ko: '머리글이 기업으로 읽힘' },
  duplicate_company: { en: 'Company twice', ko: '기업 중복' },
  swapped_range: { en: 'High and low swapped', ko: '고가·저가 뒤바뀜' },
  manual: { en: 'Set by hand', ko: '직접 입력' },
};

export const scoreWords: Readonly<
  Record<ScorePart['name'], { readonly name: Bilingual; readonly means: Bilingual }>
> = {
  validity: {
    name: { en: 'Validity', ko: '유효성' },
    means: { en: 'companies without an error', ko: '오류가 없는 기업의 비율' },
  },
  completeness: {
    name: { en: 'Completeness', ko: '완전성' },
    means: { en: 'cells that hold a value', ko: '값이 있는 셀의 비율' },
  },
  consistency: {
    name: { en: 'Consistency', ko: '일관성' },
    means: {
      en: 'companies without a format issue or a conflict between sheets',
      ko: '형식 문제나 시트 간 불일치가 없는 기업의 비율',
    },
  },
  plausibility: {
    name: { en: 'Plausibility', ko: '타당성' },
    means: { en: 'companies without an unusual value', ko: '통상 범위를 벗어난 값이 없는 기업의 비율' },
  },
  uniqueness: {
    name: { en: 'Uniqueness', ko: '유일성' },
    means: { en: 'companies whose ticker is theirs alone', ko: '종목 코드가 중복되지 않은 기업의 비율' },
  },
  timeliness: {
    name: { en: 'Timeliness', ko: '적시성' },
    means: { en: 'how fresh the as-of date was when checked', ko: '검사 시점 기준일의 최신성' },
  },
};

export const reasonWords: Readonly<Record<RowReason, Bilingual>> = {
  header: { en: 'header', ko: '머리글' },
  group_title: { en: 'group title', ko: '그룹 제목' },
  metadata: { en: 'note above the data', ko: '데이터 위 메모' },
  blank: { en: 'blank', ko: '빈 행' },
  junk: { en: 'leftover of formulas', ko: '수식 잔여 행' },
  missing_ticker: { en: 'no ticker', ko: '종목 코드 없음' },
  missing_name: { en: 'no company name', ko: '기업명 없음' },
  duplicate_ticker: { en: 'ticker occurs twice', ko: '종목 코드 중복' },
  merged: { en: 'same company in an earlier sheet', ko: '앞 시트에 같은 기업 있음' },
};

export const statusWords: Readonly<Record<RunStatus, Bilingual>> = {
  published: { en: 'Published', ko: '게시됨' },
  history: { en: 'Kept as history', ko: '과거 자료로 보관' },
  unchanged: { en: 'Unchanged', ko: '변경 없음' },
  held: { en: 'Held for approval', ko: '승인 대기' },
  failed: { en: 'Refused by the quality gate', ko: '품질 기준 미달로 거부' },
};

export const conditionWords: ReadonlyMap<string, Bilingual> = new Map([
  ['total_companies', { en: 'Companies', ko: '기업 수' }],
  ['field_coverage', { en: 'Mapped fields that were checked', ko: '매핑된 항목 중 검사한 비율' }],
  ['format_issue_rate', { en: 'Companies with format issues', ko: '형식 문제가 있는 기업 비율' }],
  ['missing_required_fields', { en: 'Required values missing', ko: '누락된 필수 값' }],
  ['as_of_disagreements', { en: 'Dates that disagree with the as-of date', ko: '기준일과 다른 날짜' }],
  [
    'column_unit_issues',
    { en: 'Columns that seem to be in another unit', ko: '단위가 다른 것으로 의심되는 열' },
  ],
  ['broken_columns', { en: 'Columns that are empty or hold another field’s values', ko: '비었거나 밀린 열' }],
  ['undecided_corrections', { en: 'Corrections that nobody decided on', ko: '결정되지 않은 수정 제안' }],
  [
    'company_count_change',
    { en: 'Change in the number of companies since last week', ko: '지난주 대비 기업 수 변화' },
  ],
]);
