import { say, show } from '../words';
import { builtIn } from './rule';

/** The text is one of the field's values, spelt alike. */
export const list = builtIn({
  name: 'list',
  code: 'not_in_list',
  unless: ['required'],
  cell(field) {
    if (!field.values) return undefined;
    const allowed = new Set<unknown>(field.values);
    return (value, fits) => fits && !allowed.has(value);
  },
  explain({ field, value }, language) {
    const values = (field.values ?? []).join(', ');
    const folded = String(value).trim().toLowerCase();
    const alike = field.values?.find((allowed) => allowed.toLowerCase() === folded);
    return {
      expected: say(language, `one of ${values}`, `다음 중 하나: ${values}`),
      message: say(
        language,
        `${field.name} ${show(value)} is not one of ${values}`,
        `${field.name} 값 ${show(value)}은(는) 허용 목록에 없습니다 (${values})`,
      ),
      ...(alike !== undefined && { suggestion: alike }),
    };
  },
});
