import { isTicker } from '../columns/checked-table';
import { say, show } from '../words';
import { defineRule } from './rule';

/**
 * No two rows have the same ticker. Every row of a group is reported, as nothing tells which one is right;
 * each with the group's other row, the first if it is not the first itself.
 */
export const duplicateTicker = defineRule({
  name: 'duplicate-ticker',
  code: 'duplicate_ticker',
  unless: ['required'],
  compile(field) {
    if (!isTicker(field)) return undefined;
    return ({ codes, dictionary }, report) => {
      const rowsOf = new Map<string, { first: number; second: number }>();
      for (let row = 0; row < codes.length; row++) {
        const text = dictionary[codes[row]!];
        if (text === undefined) continue;
        const group = rowsOf.get(text);
        if (!group) rowsOf.set(text, { first: row, second: -1 });
        else if (group.second < 0) group.second = row;
      }
      if (rowsOf.size === codes.length) return;
      for (let row = 0; row < codes.length; row++) {
        const group = rowsOf.get(dictionary[codes[row]!] ?? '');
        if (group && group.second >= 0) report(row, row === group.first ? group.second : group.first);
      }
    };
  },
  explain: ({ value, detail }, language) => ({
    expected: say(language, 'one row a company', '기업당 한 행'),
    message: say(
      language,
      `${show(value)} also stands in row ${detail + 1} of the data`,
      `${show(value)}은(는) 데이터의 ${detail + 1}번째 행에도 있습니다`,
    ),
  }),
});
