import { type FieldKind, isIsoDate } from '@stock-analyzer/schema';
import { say, show } from '../words';
import { builtIn } from './rule';

const kindWords: Record<FieldKind, readonly [en: string, ko: string]> = {
  string: ['a text', '문자열'],
  number: ['a finite number', '유한한 숫자'],
  percentage: ['a percentage as a finite number', '백분율 숫자'],
  currency: ['an amount as a finite number', '금액 숫자'],
  date: ['a date such as 2025-10-10', '2025-10-10 형식의 날짜'],
  boolean: ['true or false', 'true 또는 false'],
};

/** A value is of its field's kind: numbers are finite, dates exist in the calendar. */
export const type = builtIn({
  name: 'type',
  code: 'wrong_type',
  cell:
    ({ kind }) =>
    (value, fits) =>
      value !== null && !(fits && (kind !== 'date' || isIsoDate(String(value)))),
  explain({ field, value }, language) {
    const [en, ko] = kindWords[field.kind];
    return {
      expected: say(language, en, ko),
      message: say(
        language,
        `${field.name} ${show(value)} is not ${en}`,
        `${field.name} 값 ${show(value)}의 형식이 잘못되었습니다 (${ko} 필요)`,
      ),
    };
  },
});
