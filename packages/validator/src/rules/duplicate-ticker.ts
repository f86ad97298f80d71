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
  level: 'dataset',
  leastRows: 2,
  unless: ['required'],
  compile(field) {
    if (!isTicker(field)) return undefined;
    return ({ codes, dictionary }, report) => {
      const idOf = new Map<string, number>();
      const ids = Int32Array.from(dictionary, (text, code) => {
        const id = idOf.get(text) ?? code;
        if (id === code) idOf.set(text, code);
        return id;
      });
      const first = new Int32Array(ids.length).fill(-1);
      const second = new Int32Array(ids.length).fill(-1);
      for (let row = 0; row < codes.length; row++) {
        const id = ids[codes[row]!] ?? -1;
        if (id < 0) continue;
        if (first[id] === -1) first[id] = row;
        else if (second[id] === -1) second[id] = row;
      }
      for (let row = 0; row < codes.length; row++) {
        const id = ids[codes[row]!] ?? -1;
        if (id >= 0 && second[id] !== -1) report(row, row === first[id] ? second[id] : first[id]);
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
