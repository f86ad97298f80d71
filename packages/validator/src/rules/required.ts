import { isBlank, MISSING, markTexts } from '../columns/field-column';
import { say } from '../words';
import { defineRule } from './rule';

/** A required field has a value. A text of nothing but spaces is none. */
export const required = defineRule({
  name: 'required',
  code: 'missing_required',
  compile(field) {
    if (!field.required) return undefined;
    return (column, report) => {
      const { state, codes } = column;
      const blank = markTexts(column, isBlank);
      for (let row = 0; row < state.length; row++) {
        if (state[row] === MISSING || blank?.[codes[row]!] === 1) report(row);
      }
    };
  },
  explain: ({ field }, language) => ({
    expected: say(language, 'a value', '값 필수'),
    message: say(
      language,
      `${field.name} is required and missing`,
      `필수 항목 ${field.name}의 값이 없습니다`,
    ),
  }),
});
