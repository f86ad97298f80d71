import type { EvidenceWords } from './words';

/** Evidence in Korean. Apart, as whoever proposes corrections writes English only. */
export const koreanWords: EvidenceWords = {
  prior: ({ one_in }) => `이런 오류는 값 ${one_in}개 중 약 1개꼴`,
  bounds: (n, range) =>
    `${range === 'possible' ? '가능' : '타당'} 범위 ${n.min ?? '−∞'} ~ ${n.max ?? '∞'}: ${n.from ? `${n.from} 대 ` : ''}${n.to}`,
  history: ({ previous }, text) => `지난주 값은 ${previous ?? text}`,
  relation: (n, formula) =>
    `${formula}: ${n.left_then ? `${n.left_then} 대 ${n.right_then}, 현재 ` : ''}${n.left} 대 ${n.right}`,
  peers: (n, group) => `${group || '전체 기업'}: ${n.median}, 3분의 2가 ${n.low} ~ ${n.high} (${n.count}개)`,
  decimals: ({ from, to }) => `열의 표기처럼 소수점 이하 ${to}자리 (현재 ${from}자리)`,
  format: (_, text) => `"${text}"는 한 가지 숫자로만 읽힘`,
  list: (n, value) =>
    n.letters
      ? `"${value}"와 한 글자 차이`
      : n.names
        ? `"${value}"의 다른 이름`
        : `대소문자·공백·전각만 다른 "${value}"`,
  column: (n, formulas) =>
    n.previous
      ? `열의 값 ${n.total}개 중 ${n.affected}개가 같은 배율로 변함: 중앙값 ${n.median}, 지난주 ${n.previous}`
      : !n.median
        ? `열의 값 ${n.total}개 중 ${n.affected}개가 이상함: 다른 열일 수 있음`
        : `열의 중앙값 ${n.median}${n.typical ? `, 이 항목의 통상값 ${n.typical}` : ''}${formulas && `; 근거: ${formulas}`}`,
  token: (_, text) => `"${text}"는 오류 또는 값 없음 표시`,
  date: ({ serial }, date) => (serial ? `${serial}은 엑셀 날짜로 ${date}` : `${date}는 날짜`),
  market: ({ count, total, ticker }, text) =>
    ticker ? `티커는 ${text}` : `해당 거래소 티커${count ? ` ${total}개 중 ${count}개` : ''}의 형식: ${text}`,
  header: ({ count, total }) => `행의 셀 ${total}개 중 ${count}개가 열 이름`,
  place: ({ percent, equal, count, total }, text) =>
    percent
      ? `그 자리에서 값의 ${percent}%가 ${text}에 맞음`
      : equal
        ? `${total}개 중 ${equal}개가 ${text}의 지난주 값`
        : `${total}개 중 ${count}개가 ${text}의 값으로 보임`,
  duplicate: ({ row, equal, total }, other) =>
    `값 ${total}개 중 ${equal}개가 ${row ? `${row}행` : other}과 같음${row && other ? ` (다름: ${other})` : ''}`,
};
