import type { EvidenceWords } from './words';

/** Evidence in English. */
export const englishWords: EvidenceWords = {
  prior: ({ one_in }) => `About 1 value in ${one_in} is off this way`,
  bounds: (n, range) =>
    `${range} ${n.min ?? '−∞'} to ${n.max ?? '∞'}: ${n.from ? `${n.from} against ` : ''}${n.to}`,
  history: ({ previous }, text) => `Last week it was ${previous ?? text}`,
  relation: (n, formula) =>
    `${formula}: ${n.left_then ? `${n.left_then} and ${n.right_then}, now ` : ''}${n.left} and ${n.right}`,
  peers: (n, group) =>
    `${group || 'All companies'}: ${n.median}, two thirds from ${n.low} to ${n.high} (${n.count})`,
  decimals: ({ from, to }) => `${to} decimals, as the column has them, instead of ${from}`,
  format: (_, text) => `"${text}" reads as one number only`,
  list: (n, value) =>
    n.letters
      ? `One letter from "${value}"`
      : n.names
        ? `Another name of "${value}"`
        : `Is "${value}" but for case, spaces or width`,
  column: (n, formulas) =>
    n.previous
      ? `${n.affected} of the column's ${n.total} values moved alike: its median is ${n.median}, last week ${n.previous}`
      : !n.median
        ? `${n.affected} of the column's ${n.total} values look wrong: the column may be another`
        : `The column's median is ${n.median}${n.typical ? `, of such a field usually ${n.typical}` : ''}${formulas && `; by ${formulas}`}`,
  token: (_, text) => `"${text}" stands for an error or for no value`,
  date: ({ serial }, date) => (serial ? `As a spreadsheet's date ${serial} is ${date}` : `${date} is a date`),
  market: ({ count, total, ticker }, text) =>
    ticker
      ? `Its ticker is ${text}`
      : `${count ? `${count} of ${total} tickers` : 'Tickers'} there are written so: ${text}`,
  header: ({ count, total }) => `${count} of the row's ${total} cells are names of columns`,
  place: ({ percent, equal, count, total }, text) =>
    percent
      ? `There ${percent} % of its values fit ${text}`
      : equal
        ? `${equal} of ${total} are last week's values of ${text}`
        : `${count} of ${total} look like values of ${text}`,
  duplicate: ({ row, equal, total }, other) =>
    `${equal} of ${total} values equal those of ${row ? `row ${row}` : other}${row && other ? `, not ${other}` : ''}`,
};
