import { isBlank } from '../columns/field-column';
import { say } from '../words';
import { builtIn } from './rule';

/** A required field has a value. A text of nothing but spaces is none. */
export const required = builtIn({
  name: 'required',
  code: 'missing_required',
  cell: (field) =>
    field.required
      ? (value, fits) => value === null || (fits && typeof value === 'string' && isBlank(value))
      : undefined,
  explain: ({ field }, language) => ({
    expected: say(language, 'a value', '값 필수'),
    message: say(
      language,
      `${field.name} is required and missing`,
      `필수 항목 ${field.name}의 값이 없습니다`,
    ),
  }),
});
