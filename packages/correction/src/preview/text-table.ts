/** One column of a {@link textTable}. */
export interface TextColumn {
  readonly title: string;
  /** Default `left`. */
  readonly align?: 'left' | 'right';
  /** Terminal columns that it takes at most; what is longer is cut and ends in `…`. Default 40. */
  readonly widest?: number;
  /** Colours a cell after it was measured and padded. */
  readonly paint?: (cell: string, row: number) => string;
}

/**
 * A table for a terminal, a line for the titles and one for each row. Korean and other wide characters are
 * counted as the two columns they take, and no text of the data can steer the terminal.
 *
 * @example
 * ```ts
 * import { textTable } from '@stock-analyzer/correction';
 *
 * textTable([{ title: 'Industry' }, { title: 'PER', align: 'right' }], [['반도체', '31.2'], ['은행', '5.1']]);
 * // → ['Industry   PER', '반도체    31.2', '은행       5.1']
 * ```
 */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => columns.map((_, at) => plainText(row[at] ?? '')));
  const widths = columns.map(({ title, widest = 40 }, at) => {
    let columnWidth = textWidth(title);
    for (const row of cells) columnWidth = Math.max(columnWidth, textWidth(row[at]!));
    return Math.min(widest, columnWidth);
  });
  const line = (texts: readonly string[], row?: number) =>
    columns
      .map(({ align = 'left', paint }, at) => {
        const fitted = fit(texts[at]!, widths[at]!, align);
        return row === undefined || !paint ? fitted : paint(fitted, row);
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...cells.map(line)];
}

/**
 * Text that is safe in a terminal: control characters, the escape sequences they start, and marks that turn
 * the direction of writing are shown as `·`.
 *
 * @example
 * ```ts
 * import { plainText } from '@stock-analyzer/correction';
 *
 * plainText('NVDA\u001b[2J'); // → 'NVDA·[2J'
 * ```
 */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '·');
}

/**
 * Columns that a text takes in a terminal; Korean, Chinese and full-width signs take two.
 *
 * @example
 * ```ts
 * import { textWidth } from '@stock-analyzer/correction';
 *
 * textWidth('NVDA 반도체'); // → 11
 * ```
 */
export function textWidth(text: string): number {
  let columns = 0;
  for (const character of text) {
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1;
  }
  return columns;
}

/** Pads to a width; what is too wide is cut and ends in `…`. */
export function fit(text: string, columns: number, align: 'left' | 'right'): string {
  let shown = text;
  if (textWidth(text) > columns) {
    const kept: string[] = [];
    let used = 1;
    for (const character of text) {
      used += textWidth(character);
      if (used > columns) break;
      kept.push(character);
    }
    shown = `${kept.join('')}…`;
  }
  const space = ' '.repeat(columns - textWidth(shown));
  return align === 'left' ? shown + space : space + shown;
}
