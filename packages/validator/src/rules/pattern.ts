import { wholePattern } from '@stock-analyzer/schema';
import { say, show } from '../words';
import { builtIn } from './rule';

/** The whole text matches the field's pattern, and is as long as it has to be. */
export const pattern = builtIn({
  name: 'pattern',
  code: 'pattern_mismatch',
  unless: ['required'],
  cell(field) {
    if (field.pattern === undefined && field.minLength === undefined) return undefined;
    const whole = field.pattern === undefined ? undefined : wholePattern(field.pattern);
    const shortest = field.minLength ?? 0;
    return (value, fits) =>
      fits && typeof value === 'string' && (value.length < shortest || whole?.test(value) === false);
  },
  explain({ field, value }, language) {
    const length = field.minLength ?? 0;
    const expected = [
      field.pattern === undefined ? '' : say(language, `text like ${field.pattern}`, `${field.pattern} 패턴`),
      length > 0 ? say(language, `at least ${length} characters`, `${length}자 이상`) : '',
    ]
      .filter(Boolean)
      .join(', ');
    return {
      expected,
      message: say(
        language,
        `${field.name} ${show(value)} is not as it has to be: ${expected}`,
        `${field.name} 값 ${show(value)}이(가) 형식과 다릅니다 (${expected})`,
      ),
    };
  },
});
