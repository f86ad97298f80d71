import type { Evidence } from '../model/plan';

/** The languages that evidence and previews are written in. */
export type Language = 'en' | 'ko';

type Words = (numbers: Readonly<Record<string, string>>, subject: string) => string;

const words: Readonly<Record<Evidence['kind'], Readonly<Record<Language, Words>>>> = {
  prior: {
    en: ({ one_in }) => `About 1 value in ${one_in} is off this way`,
    ko: ({ one_in }) => `이런 오류는 값 ${one_in}개 중 약 1개꼴`,
  },
  bounds: {
    en: (n, range) =>
      `${range} ${n.min ?? '−∞'} to ${n.max ?? '∞'}: ${n.from ? `${n.from} against ` : ''}${n.to}`,
    ko: (n, range) =>
      `${range === 'possible' ? '가능' : '타당'} 범위 ${n.min ?? '−∞'} ~ ${n.max ?? '∞'}: ${n.from ? `${n.from} 대 ` : ''}${n.to}`,
  },
  history: {
    en: ({ previous }, text) => `Last week it was ${previous ?? text}`,
    ko: ({ previous }, text) => `지난주 값은 ${previous ?? text}`,
  },
  relation: {
    en: (n, formula) =>
      `${formula}: ${n.left_then ? `${n.left_then} and ${n.right_then}, now ` : ''}${n.left} and ${n.right}`,
    ko: (n, formula) =>
      `${formula}: ${n.left_then ? `${n.left_then} 대 ${n.right_then}, 현재 ` : ''}${n.left} 대 ${n.right}`,
  },
  peers: {
    en: (n, group) =>
      `${group || 'All companies'}: ${n.median}, two thirds from ${n.low} to ${n.high} (${n.count})`,
    ko: (n, group) => `${group || '전체 기업'}: ${n.median}, 3분의 2가 ${n.low} ~ ${n.high} (${n.count}개)`,
  },
  decimals: {
    en: ({ from, to }) => `${to} decimals, as the column has them, instead of ${from}`,
    ko: ({ from, to }) => `열의 표기처럼 소수점 이하 ${to}자리 (현재 ${from}자리)`,
  },
  format: {
    en: (_, text) => `"${text}" reads as one number only`,
    ko: (_, text) => `"${text}"는 한 가지 숫자로만 읽힘`,
  },
  list: {
    en: (n, value) =>
      n.letters
        ? `One letter from "${value}"`
        : n.names
          ? `Another name of "${value}"`
          : `Is "${value}" but for case, spaces or width`,
    ko: (n, value) =>
      n.letters
        ? `"${value}"와 한 글자 차이`
        : n.names
          ? `"${value}"의 다른 이름`
          : `대소문자·공백·전각만 다른 "${value}"`,
  },
  column: {
    en: (n, formulas) =>
      n.previous
        ? `${n.affected} of the column's ${n.total} values moved alike: its median is ${n.median}, last week ${n.previous}`
        : !n.median
          ? `${n.affected} of the column's ${n.total} values look wrong: the column may be another`
          : `The column's median is ${n.median}${n.typical ? `, of such a field usually ${n.typical}` : ''}${formulas && `; by ${formulas}`}`,
    ko: (n, formulas) =>
      n.previous
        ? `열의 값 ${n.total}개 중 ${n.affected}개가 같은 배율로 변함: 중앙값 ${n.median}, 지난주 ${n.previous}`
        : !n.median
          ? `열의 값 ${n.total}개 중 ${n.affected}개가 이상함: 다른 열일 수 있음`
          : `열의 중앙값 ${n.median}${n.typical ? `, 이 항목의 통상값 ${n.typical}` : ''}${formulas && `; 근거: ${formulas}`}`,
  },
  token: {
    en: (_, text) => `"${text}" stands for an error or for no value`,
    ko: (_, text) => `"${text}"는 오류 또는 값 없음 표시`,
  },
  date: {
    en: ({ serial }, date) => (serial ? `As a spreadsheet's date ${serial} is ${date}` : `${date} is a date`),
    ko: ({ serial }, date) => (serial ? `${serial}은 엑셀 날짜로 ${date}` : `${date}는 날짜`),
  },
  market: {
    en: ({ count, total, ticker }, text) =>
      ticker
        ? `Its ticker is ${text}`
        : `${count ? `${count} of ${total} tickers` : 'Tickers'} there are written so: ${text}`,
    ko: ({ count, total, ticker }, text) =>
      ticker
        ? `티커는 ${text}`
        : `해당 거래소 티커${count ? ` ${total}개 중 ${count}개` : ''}의 형식: ${text}`,
  },
  header: {
    en: ({ count, total }) => `${count} of the row's ${total} cells are names of columns`,
    ko: ({ count, total }) => `행의 셀 ${total}개 중 ${count}개가 열 이름`,
  },
  place: {
    en: ({ percent, equal, count, total }, text) =>
      percent
        ? `There ${percent} % of its values fit ${text}`
        : equal
          ? `${equal} of ${total} are last week's values of ${text}`
          : `${count} of ${total} look like values of ${text}`,
    ko: ({ percent, equal, count, total }, text) =>
      percent
        ? `그 자리에서 값의 ${percent}%가 ${text}에 맞음`
        : equal
          ? `${total}개 중 ${equal}개가 ${text}의 지난주 값`
          : `${total}개 중 ${count}개가 ${text}의 값으로 보임`,
  },
  duplicate: {
    en: ({ row, equal, total }, other) =>
      `${equal} of ${total} values equal those of ${row ? `row ${row}` : other}${row && other ? `, not ${other}` : ''}`,
    ko: ({ row, equal, total }, other) =>
      `값 ${total}개 중 ${equal}개가 ${row ? `${row}행` : other}과 같음${row && other ? ` (다름: ${other})` : ''}`,
  },
};

/**
 * A piece of evidence in words.
 *
 * @example
 * ```ts
 * import { describeEvidence } from '@stock-analyzer/correction';
 *
 * const evidence = { kind: 'history', subject: null, numbers: { previous: 15.4 } } as const;
 * describeEvidence(evidence, 'en'); // → 'Last week it was 15.4'
 * describeEvidence(evidence, 'ko'); // → '지난주 값은 15.4'
 * ```
 */
export function describeEvidence(
  { kind, subject, numbers }: Pick<Evidence, 'kind' | 'subject' | 'numbers'>,
  language: Language,
): string {
  const shown: Record<string, string> = {};
  for (const name of Object.keys(numbers)) shown[name] = short(numbers[name]!);
  return words[kind][language](shown, subject ?? '');
}

function short(value: number): string {
  const size = Math.abs(value);
  // The common case goes without toPrecision, which is slow.
  return size >= 1 && size < 1e9
    ? String(Math.round(value * 1e4) / 1e4)
    : String(Number(value.toPrecision(6)));
}

/** Evidence as it is weighed: most is never read, so its text is made when it is. */
class Told implements Evidence {
  constructor(
    readonly kind: Evidence['kind'],
    readonly log_odds: number,
    readonly subject: string | null,
    readonly numbers: Readonly<Record<string, number>>,
  ) {}

  get text(): string {
    return describeEvidence(this, 'en');
  }
}

/** Evidence with its English text and its weight rounded to what a reader can use. */
export function evidence(
  kind: Evidence['kind'],
  logOdds: number,
  numbers: Readonly<Record<string, number>>,
  subject: string | null = null,
): Evidence {
  return new Told(kind, Math.round(logOdds * 1000) / 1000, subject, numbers);
}
