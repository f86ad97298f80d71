import { say, show } from '../words';
import { builtIn } from './rule';

/** The number has no fraction. */
export const integer = builtIn({
  name: 'integer',
  code: 'not_integer',
  cell: (field) =>
    field.integer ? (value, fits) => fits && typeof value === 'number' && value % 1 !== 0 : undefined,
  explain: ({ field, value }, language) => ({
    expected: say(language, 'a whole number', '정수'),
    message: say(
      language,
      `${field.name} ${show(value)} is not a whole number`,
      `${field.name} 값 ${show(value)}은(는) 정수가 아닙니다`,
    ),
  }),
});
