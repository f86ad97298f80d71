import { say, show } from '../words';
import { builtIn } from './rule';

/** The source's cell is not an error, and its text could be read. */
export const sourceError = builtIn({
  name: 'source-error',
  code: 'source_error',
  severity: 'warning',
  cell: () => (_value, _fits, cause) => cause !== undefined,
  explain({ field, row, column }, language) {
    const cause = column.causes?.get(row);
    const text = show(cause?.text ?? '');
    const unread = cause?.kind === 'unparsed';
    return {
      expected: say(language, 'a value, or a blank cell', '값 또는 빈 셀'),
      message: unread
        ? say(
            language,
            `${field.name}: the source's ${text} could not be read`,
            `${field.name}: 원본 ${text}을(를) 해석할 수 없습니다`,
          )
        : say(
            language,
            `${field.name}: the source has ${text} instead of a value`,
            `${field.name}: 원본에 값 대신 ${text}이(가) 있습니다`,
          ),
    };
  },
});
