/**
 * Text that is safe in a terminal: control characters, the escape sequences they start, and marks that turn
 * the direction of writing are shown as `·`.
 */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '·');
}

/** Columns that a text takes in a terminal; Korean, Chinese and full-width signs take two. */
export function width(text: string): number {
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
  while (width(shown) > columns)
    shown = `${Array.from(shown)
      .slice(0, shown.endsWith('…') ? -2 : -1)
      .join('')}…`;
  const space = ' '.repeat(columns - width(shown));
  return align === 'left' ? shown + space : space + shown;
}
