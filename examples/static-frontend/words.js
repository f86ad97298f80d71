import { fieldName } from './libraries.js';

/** @typedef {import('@stock-analyzer/schema').FieldDefinition} Field */
/** @typedef {'en' | 'ko'} Language */

/** Texts of the page, `{0}` and `{1}` are filled in. Those of fields come with the schema. */
const texts = {
  title: { en: 'Companies', ko: '기업' },
  week: { en: 'Week of {0}', ko: '{0} 주' },
  language: { en: 'Language', ko: '언어' },
  search: { en: 'Search', ko: '검색' },
  searchHint: { en: 'Ticker, name or industry', ko: '종목 코드, 회사 이름, 업종' },
  hits: { en: '{0} found, the best first', ko: '{0}건, 관련도 순' },
  noHits: { en: 'Nothing found', ko: '검색 결과 없음' },
  industry: { en: 'Industry', ko: '업종' },
  exchange: { en: 'Exchange', ko: '거래소' },
  corpName: { en: 'Company', ko: '회사명' },
  marketCapUsdMn: { en: 'Market cap', ko: '시가총액' },
  all: { en: 'All', ko: '전체' },
  addRange: { en: 'Add a range', ko: '범위 추가' },
  removeRange: { en: 'Remove the range', ko: '범위 삭제' },
  field: { en: 'Field', ko: '항목' },
  atLeast: { en: 'At least', ko: '최소' },
  atMost: { en: 'At most', ko: '최대' },
  reset: { en: 'Reset', ko: '초기화' },
  count: { en: '{0} of {1} companies', ko: '{1}개 중 {0}개 기업' },
  corrected: { en: 'corrected', ko: '수정됨' },
  was: { en: 'was {0}', ko: '이전 값 {0}' },
  rule: { en: 'rule {0}', ko: '규칙 {0}' },
  by: { en: 'allowed by {0}, {1}', ko: '승인 {0}, {1}' },
  missing: { en: 'no value', ko: '값 없음' },
  back: { en: 'All companies', ko: '전체 기업' },
  history: { en: 'The last weeks', ko: '최근 추이' },
  point: { en: '{0}: {1}', ko: '{0}: {1}' },
  noHistory: { en: 'Earlier weeks cannot be read now. {0}', ko: '이전 주를 지금 읽을 수 없습니다. {0}' },
  loading: { en: 'Loading …', ko: '불러오는 중 …' },
  noCompany: { en: 'This week has no company {0}.', ko: '이번 주에는 {0} 기업이 없습니다.' },
  noWeek: { en: 'No week was released yet.', ko: '아직 공개된 주가 없습니다.' },
  problem: { en: 'The companies cannot be read. {0}', ko: '기업 자료를 읽을 수 없습니다. {0}' },
  newWeek: { en: 'The week of {0} is there.', ko: '{0} 주가 올라왔습니다.' },
  show: { en: 'Show it', ko: '보기' },
  offline: { en: 'Works offline', ko: '오프라인 사용 가능' },
  noOffline: { en: 'Online only', ko: '온라인 전용' },
};

/** @typedef {keyof typeof texts} Word */

/** @type {Language} */
let language = navigator.language.startsWith('ko') ? 'ko' : 'en';
/** @type {Intl.NumberFormat} */
let numbers;
/** @type {Intl.NumberFormat} */
let briefNumbers;
speak(language);

/** @returns {Language} the language that is spoken. */
export function spoken() {
  return language;
}

/** @param {Language} chosen */
export function speak(chosen) {
  language = chosen;
  numbers = new Intl.NumberFormat(chosen, { maximumFractionDigits: 2 });
  briefNumbers = new Intl.NumberFormat(chosen, { notation: 'compact', maximumSignificantDigits: 4 });
  document.documentElement.lang = chosen;
  for (const place of document.querySelectorAll('[data-say]')) {
    place.textContent = say(/** @type {Word} */ (place.getAttribute('data-say')));
  }
  for (const place of document.querySelectorAll('[data-hint]')) {
    place.setAttribute('placeholder', say(/** @type {Word} */ (place.getAttribute('data-hint'))));
  }
}

/** @param {Word} word @param {...unknown} values */
export function say(word, ...values) {
  return texts[word][language].replace(/\{(\d)\}/g, (_, at) => String(values[at]));
}

/**
 * What a field is called: as in the schema, but for a few whose names there are those of the sheets.
 *
 * @param {Field} field @param {string | null} month Of the week.
 */
export function labelOf(field, month) {
  if (field.key in texts) return say(/** @type {Word} */ (field.key));
  const hangul = language === 'ko' && field.aliases?.find((alias) => /[가-힣]/.test(alias));
  return hangul || fieldName(field, month ?? undefined);
}

/** A number in few letters. @param {number} value */
export function showBriefly(value) {
  return briefNumbers.format(value);
}

/** A value as people read it. @param {unknown} value */
export function show(value) {
  if (value === null || value === undefined) return '–';
  return typeof value === 'number' ? numbers.format(value) : String(value);
}

/** What was done to a value, in a line. @param {import('@stock-analyzer/schema').QualityMark} mark */
export function tellMark({ was, rule, approvedBy, approvedAt }) {
  return [
    say('was', was === null ? say('missing') : show(was)),
    say('rule', rule),
    say('by', approvedBy, approvedAt.slice(0, 10)),
  ].join(' · ');
}
