/** A text as words, folded: without case, accents and compatibility forms. Hangul stays whole. */
export function wordsOf(text: string): string[] {
  return foldWord(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Texts that folding leaves as they are but for case: most of them. */
const PLAIN = /^[\0-\x7f가-힣]*$/;

/** Marks go after taking letters apart; putting them together again makes Hangul syllables whole. */
function foldWord(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase();
}

/** The particles that a Korean word of a question may end in, the longest first. */
const PARTICLES =
  /(?:에서는|에서|으로|부터|까지|이나|이랑|하고|에게|처럼|보다|은|는|이|가|을|를|의|에|와|과|로|도|만|나|랑)$/;

/** A word without its Korean particle; undefined if it has none, or hardly anything would be left. */
export function withoutParticle(word: string): string | undefined {
  if (!/^[\p{L}\p{N}]*[가-힣]$/u.test(word)) return undefined;
  const stem = word.replace(PARTICLES, '');
  return stem.length >= 2 && stem !== word ? stem : undefined;
}
