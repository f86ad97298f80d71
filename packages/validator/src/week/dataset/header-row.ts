import type { FieldDefinition } from '@stock-analyzer/schema';
import { type FieldColumn, STRAY } from '../../columns/field-column';
import { defineRule, type TableRule } from '../../rules/rule';
import { say } from '../../words';

/** Titles of groups of columns that were seen in the place of a ticker. */
const TITLES = ['기업정보'];

/** What an export calls a column that had no header. */
const UNNAMED = /^unnamed: \d+$/;

/** So many cells that name their own field make a header; the ticker alone does. */
const CELLS = 2;

/**
 * No row is a header that was read as a company: cells that hold the name of their own field, or `Unnamed: 3`, in
 * two columns at least or in the ticker's.
 */
export const headerRow: TableRule = defineRule({
  name: 'header-row',
  code: 'header_row',
  prepare({ table }) {
    const found = new Map<number, number>();
    for (const column of table.columns) {
      if (!column) continue;
      const names = namesOf(column.field);
      const weight = column.field.key === 'ticker' ? CELLS : 1;
      eachText(column, names, (row) => found.set(row, (found.get(row) ?? 0) + weight));
    }
    return {
      run: (report) => {
        for (const [row, weight] of found) if (weight >= CELLS) report(row, null);
      },
      explain: ({ row }, language) => ({
        expected: say(language, 'a company', '기업'),
        message: say(
          language,
          `Row ${(row ?? 0) + 1} of the data is a header: its cells hold the names of their columns`,
          `데이터의 ${(row ?? 0) + 1}번째 행은 머리글입니다: 셀에 열 이름이 들어 있습니다`,
        ),
      }),
    };
  },
});

function namesOf({ name, key, column, aliases = [] }: FieldDefinition): Set<string> {
  const titles = key === 'ticker' ? TITLES : [];
  return new Set([name, key, column, ...aliases, ...titles].map((text) => text.toLowerCase()));
}

/**
 * Calls for each row whose text is one of the names. Numbers hold texts only where they are of the wrong type, or
 * where the source's could not be read.
 */
function eachText(column: FieldColumn, names: ReadonlySet<string>, call: (row: number) => void): void {
  const isName = (text: string) => {
    const folded = text.trim().toLowerCase();
    return names.has(folded) || UNNAMED.test(folded);
  };
  const marks = column.dictionary.map(isName);
  if (marks.includes(true)) column.codes.forEach((code, row) => void (marks[code] && call(row)));
  for (let row = column.state.indexOf(STRAY); row >= 0; row = column.state.indexOf(STRAY, row + 1)) {
    const value = column.valueAt(row);
    if (typeof value === 'string' && isName(value)) call(row);
  }
  for (const [row, { kind, text }] of column.causes ?? []) if (kind === 'unparsed' && isName(text)) call(row);
}
