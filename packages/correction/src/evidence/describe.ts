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
    en: ({ previous }) => `Last week it was ${previous}`,
    ko: ({ previous }) => `지난주 값은 ${previous}`,
  },
  relation: {
    en: ({ expected }, formula) => `${formula} gives ${expected}`,
    ko: ({ expected }, formula) => `${formula} 계산값은 ${expected}`,
  },
  order: {
    en: ({ other }, relation) => `${relation}, which is ${other}`,
    ko: ({ other }, relation) => `${relation} (${other})`,
  },
  issue: {
    en: () => 'The check found it far beyond the plausible range, and a hundredth of it inside',
    ko: () => '검사 결과: 타당 범위를 크게 벗어나며 100분의 1이면 범위 안',
  },
  peers: {
    en: ({ median, spread, count }, group) => `${group || 'All companies'}: ${median} ± ${spread} (${count})`,
    ko: ({ median, spread, count }, group) => `${group || '전체 기업'}: ${median} ± ${spread} (${count}개)`,
  },
  format: {
    en: (_, text) => `"${text}" reads as one number only`,
    ko: (_, text) => `"${text}"는 한 가지 숫자로만 읽힘`,
  },
  list: {
    en: (_, value) => `Is "${value}" but for case, spaces or width`,
    ko: (_, value) => `대소문자·공백·전각만 다른 "${value}"`,
  },
  column: {
    en: ({ affected, total }) =>
      `${affected} of the column's ${total} values deviate alike: its unit may differ, which no cell's correction mends`,
    ko: ({ affected, total }) =>
      `열의 값 ${total}개 중 ${affected}개가 같은 배율로 벗어남: 셀 오류가 아니라 열의 단위 문제일 수 있음`,
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

/** Evidence with its English text and its weight rounded to what a reader can use. */
export function evidence(
  kind: Evidence['kind'],
  logOdds: number,
  numbers: Readonly<Record<string, number>>,
  subject: string | null = null,
): Evidence {
  const text = describeEvidence({ kind, subject, numbers }, 'en');
  return { kind, text, log_odds: Math.round(logOdds * 1000) / 1000, subject, numbers };
}
