import { say, show } from '../words';
import { defineRule } from './rule';

/** The number has no fraction. */
export const integer = defineRule({
  name: 'integer',
  code: 'not_integer',
  compile(field) {
    if (!field.integer) return undefined;
    return ({ numbers }, report) => {
      for (let row = 0; row < numbers.length; row++) {
        if (Math.abs(numbers[row]! % 1) > 0) report(row);
      }
    };
  },
  explain: ({ field, value }, language) => ({
    expected: say(language, 'a whole number', '정수'),
    message: say(
      language,
      `${field.name} ${show(value)} is not a whole number`,
      `${field.name} 값 ${show(value)}은(는) 정수가 아닙니다`,
    ),
  }),
});
