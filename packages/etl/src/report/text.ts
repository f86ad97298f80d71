/**
 * Text of the source as a page can show it without being deceived: what turns the direction of writing,
 * control characters and broken characters become visible signs.
 */
export function visible(text: string): string {
  if (isPrintableAscii(text)) return text;
  return text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cc}|\p{Cs}/gu, (character) => {
    const code = character.codePointAt(0)!;
    if (code === 9 || code === 10 || code === 13) return ' ';
    return /\p{Cs}/u.test(character) ? '\ufffd' : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}

function isPrintableAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

/** The same, cut to a length that a table can bear. */
export function brief(text: string, length = 80): string {
  const shown = visible(text);
  const characters = shown.length > length ? Array.from(shown) : [];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : shown;
}
