import type { Issue, IssueCode, Severity } from '@stock-analyzer/schema';
import type { CheckedTable } from '../columns/checked-table';
import { type Language, say, show } from '../words';

/**
 * An issue that no rule found: about the shape of the input, or handed in from elsewhere (the transform).
 */
export interface Note {
  readonly row: number | null;
  readonly field: string | null;
  readonly code: IssueCode;
  readonly severity: Severity;
  issue(language: Language): Issue;
}

/** An issue found elsewhere, as it is. */
export function noteOf(issue: Issue): Note {
  const { row, field, code, severity } = issue;
  return { row, field, code, severity, issue: () => issue };
}

/** What is wrong with the shape of the input: headers that no field takes, rows that are none. */
export function shapeNotes({ headers, brokenRows }: CheckedTable): Note[] {
  return [
    ...headers.surplus.map(({ header, field, taken }) =>
      note(
        { row: null, field, code: 'ambiguous_column', severity: 'warning', value: header },
        (language) => ({
          expected: say(language, 'one column a field', '필드당 한 열'),
          message: say(
            language,
            `${show(header)} names the field ${field}, which ${show(taken)} already gives; it was not checked`,
            `${show(header)} 열은 이미 ${show(taken)} 열이 제공하는 ${field} 필드를 가리켜 검사하지 않았습니다`,
          ),
        }),
      ),
    ),
    ...headers.unknown.map((header) =>
      note(
        { row: null, field: header, code: 'unknown_column', severity: 'info', value: null },
        (language) => ({
          expected: say(language, 'a field of the schema', '스키마의 필드'),
          message: say(
            language,
            `No field of the schema is named ${show(header)}; it was not checked`,
            `스키마에 ${show(header)} 필드가 없어 검사하지 않았습니다`,
          ),
        }),
      ),
    ),
    ...brokenRows.map(brokenRow),
  ];
}

/** A row that is none. */
export function brokenRow(row: number): Note {
  return note({ row, field: null, code: 'wrong_type', severity: 'error', value: null }, (language) => ({
    expected: say(language, 'an object of values by field name', '필드 이름별 값을 가진 객체'),
    message: say(
      language,
      `Row ${row + 1} of the data is not an object`,
      `데이터의 ${row + 1}번째 행이 객체가 아닙니다`,
    ),
  }));
}

function note(
  parts: Pick<Issue, 'row' | 'field' | 'code' | 'severity' | 'value'>,
  words: (language: Language) => Pick<Issue, 'expected' | 'message'>,
): Note {
  const { row, field, code, severity } = parts;
  return {
    row,
    field,
    code,
    severity,
    issue: (language) => ({ ticker: null, ...parts, ...words(language) }),
  };
}
