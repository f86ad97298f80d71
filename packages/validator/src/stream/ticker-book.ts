/** A ticker that came before: the row that it stood in first. */
export interface FirstRow {
  readonly row: number;
  /** Whether that row has an error. */
  readonly isFaulty: boolean;
  /** Whether this is the first time that the ticker comes again. */
  readonly isNews: boolean;
}

const SYMBOLS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-';
const BASE = SYMBOLS.length + 1;
/** 39 to the power of 10 is less than 2 to the power of 53. */
const LONGEST_WORD = 10;
/** Texts that do not fit a word are remembered up to so many. */
const MOST_TEXTS = 100_000;
const FAULTY = 1;
const REPEATED = 2;

/**
 * Remembers which tickers came, each in two words: a ticker of up to ten capitals, digits, dots and hyphens is a
 * number below 2^53 (read to base 39), so no two share one, and nothing is ever taken for a duplicate that is
 * none. Other texts are remembered as they are, the first 100,000 of them; those beyond are not compared.
 */
export class TickerBook {
  #words = new Float64Array(1 << 10);
  /** By place: four times the first row, and marks. */
  #rows = new Float64Array(1 << 10);
  #count = 0;
  readonly #texts = new Map<string, number>();
  #isFull = false;

  /** Whether there were texts that could not be remembered any more. */
  get isIncomplete(): boolean {
    return this.#isFull;
  }

  /** Notes a ticker; tells where it came before, if it did. */
  note(ticker: string, row: number, isFaulty: boolean): FirstRow | undefined {
    const entry = row * 4 + (isFaulty ? FAULTY : 0);
    const word = wordOf(ticker);
    if (word === 0) return this.#noteText(ticker, entry);
    let at = this.#placeOf(word);
    const known = this.#words[at] === word;
    if (known) {
      const first = this.#rows[at]!;
      this.#rows[at] = markRepeated(first);
      return tell(first);
    }
    if (++this.#count * 2 > this.#words.length) {
      this.#grow();
      at = this.#placeOf(word);
    }
    this.#words[at] = word;
    this.#rows[at] = entry;
    return undefined;
  }

  #noteText(ticker: string, entry: number): FirstRow | undefined {
    const first = this.#texts.get(ticker);
    if (first !== undefined) {
      this.#texts.set(ticker, markRepeated(first));
      return tell(first);
    }
    if (this.#texts.size < MOST_TEXTS) this.#texts.set(ticker, entry);
    else this.#isFull = true;
    return undefined;
  }

  /** Where a word stands, or the free place for it. */
  #placeOf(word: number): number {
    const mask = this.#words.length - 1;
    let at =
      (Math.imul((word % 2 ** 32) | 0, 0x9e3779b1) ^ Math.imul((word / 2 ** 21) | 0, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & mask;
    while (this.#words[at] !== 0 && this.#words[at] !== word) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [words, rows] = [this.#words, this.#rows];
    this.#words = new Float64Array(words.length * 2);
    this.#rows = new Float64Array(words.length * 2);
    words.forEach((word, from) => {
      if (word === 0) return;
      const at = this.#placeOf(word);
      this.#words[at] = word;
      this.#rows[at] = rows[from]!;
    });
  }
}

const symbolAt = new Uint8Array(128);
for (let at = 0; at < SYMBOLS.length; at++) symbolAt[SYMBOLS.charCodeAt(at)] = at + 1;

/** The ticker as a number, 0 if it does not fit one. */
function wordOf(ticker: string): number {
  if (ticker.length > LONGEST_WORD) return 0;
  let word = 0;
  for (let at = ticker.length - 1; at >= 0; at--) {
    const symbol = symbolAt[ticker.charCodeAt(at)] ?? 0;
    if (symbol === 0) return 0;
    word = word * BASE + symbol;
  }
  return word;
}

function tell(entry: number): FirstRow {
  const marks = entry % 4;
  return {
    row: Math.floor(entry / 4),
    isFaulty: (marks & FAULTY) !== 0,
    isNews: (marks & REPEATED) === 0,
  };
}

function markRepeated(entry: number): number {
  return (entry % 4) & REPEATED ? entry : entry + REPEATED;
}
