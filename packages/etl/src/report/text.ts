/**
 * Text of the source as a page can show it without being deceived: what turns the direction of writing,
 * control characters and broken characters become visible signs.
 */
export function visible(text: string): string {
  return text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cc}|\p{Cs}/gu, (character) => {
    const code = character.codePointAt(0)!;
    if (code === 9 || code === 10 || code === 13) return ' ';
    return /\p{Cs}/u.test(character) ? '\ufffd' : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}

/** The same, cut to a length that a table can bear. */
export function brief(text: string, length = 80): string {
  const shown = visible(text);
  const characters = shown.length > length ? Array.from(shown) : [];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : shown;
}
