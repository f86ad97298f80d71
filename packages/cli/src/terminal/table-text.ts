import { stripVTControlCharacters } from 'node:util';

const WIDEST = 40;

/** A plain table with aligned columns. Texts are cut at 40 characters and cannot steer the terminal. */
export function tableText(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [heads, ...rows].map((row) => row.map(plain));
  const widths = heads.map((_, at) => Math.max(...cells.map((row) => width(row[at]!))));
  return cells
    .map(
      (row) =>
        `${row
          .map((text, at) => text + ' '.repeat(widths[at]! - width(text)))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function plain(text: string): string {
  const line = stripVTControlCharacters(text).replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ');
  return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
}

/** Columns on a terminal: Korean and other wide characters take two. */
function width(text: string): number {
  let columns = 0;
  for (const character of text)
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1;
  return columns;
}
