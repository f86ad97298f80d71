import { beginsWithinOneEdit, withinOneEdit } from './edits';
import { withoutParticle } from './words';

/** How well a word of the data fits a word of the question. */
const FIT = { exact: 1, prefix: 0.75, inside: 0.5, typo: 0.4, typoInPrefix: 0.3 } as const;

/** From this length on a word may have one typo: shorter ones are too near to each other. */
const TYPO_FROM = 4;

/** A word of the data, by its place in {@link Vocabulary.words}, and how well it fits (0 to 1). */
export type WordFits = Map<number, number>;

/** Every word that the data has, for finding those that a word of a question may mean. */
export class Vocabulary {
  /** In code unit order. */
  readonly words: readonly string[];
  #backwards: SortedTexts | undefined;
  #endings: SortedTexts | undefined;

  constructor(words: Iterable<string>) {
    this.words = [...new Set(words)].sort();
  }

  /** About how many words fit: to begin with the rarest word of a question. */
  count(word: string): number {
    const [from, to] = range(this.words, word);
    return to - from;
  }

  /** Words that are this one, begin with it, or have it inside (Hangul only, where words are joined). */
  matches(word: string): WordFits {
    const found: WordFits = new Map();
    for (const stem of stemsOf(word)) {
      const add = (place: number) => {
        const fit = fitOf(stem, this.words[place]!);
        if (fit > (found.get(place) ?? 0)) found.set(place, fit);
      };
      const [from, to] = range(this.words, stem.text);
      for (let place = from; place < to; place++) add(place);
      if (stem.joins) this.#endingsOf().each(stem.text, add);
    }
    return found;
  }

  /** How well the word at a place fits, by the same rule as {@link Vocabulary.matches}; 0 if not at all. */
  fits(word: string): (place: number) => number {
    const stems = stemsOf(word).map((stem) => {
      const inside = new Set<number>();
      if (stem.joins) this.#endingsOf().each(stem.text, (place) => inside.add(place));
      return { stem, range: range(this.words, stem.text), inside };
    });
    return (place) => {
      let best = 0;
      for (const {
        stem,
        range: [from, to],
        inside,
      } of stems) {
        // The words are sorted, so most places need no look at their word.
        if ((place >= from && place < to) || inside.has(place))
          best = Math.max(best, fitOf(stem, this.words[place]!));
      }
      return best;
    };
  }

  /** Words that are one typo away from this one, or begin so. */
  typos(word: string): WordFits {
    const found: WordFits = new Map();
    if (word.length < TYPO_FROM) return found;
    const add = (place: number) => {
      const candidate = this.words[place]!;
      if (withinOneEdit(word, candidate)) found.set(place, FIT.typo);
      else if (beginsWithinOneEdit(word, candidate)) found.set(place, FIT.typoInPrefix);
    };
    // One edit leaves the first half or the second half as it is, so only words that share one need a look.
    const half = word.length >> 1;
    const [from, to] = range(this.words, word.slice(0, half));
    for (let place = from; place < to; place++) add(place);
    this.#backwards ??= sortTexts(this.words.map((each, place) => [reversed(each), place]));
    this.#backwards.each(reversed(word.slice(half + 1)), add);
    return found;
  }

  #endingsOf(): SortedTexts {
    this.#endings ??= sortTexts(
      this.words.flatMap((each, place) =>
        HANGUL.test(each)
          ? Array.from({ length: each.length - 1 }, (_, at): [string, number] => [each.slice(at + 1), place])
          : [],
      ),
    );
    return this.#endings;
  }
}

/** A word of a question, or what is left of it without its particle. */
interface Stem {
  readonly text: string;
  readonly weight: number;
  /** Whether it may stand inside a longer word. */
  readonly joins: boolean;
}

function stemsOf(word: string): Stem[] {
  const joins = (text: string) => text.length >= 2 && HANGUL.test(text);
  const stem = withoutParticle(word);
  const whole = { text: word, weight: 1, joins: joins(word) };
  return stem ? [whole, { text: stem, weight: 0.99, joins: joins(stem) }] : [whole];
}

function fitOf({ text, weight, joins }: Stem, candidate: string): number {
  if (candidate.startsWith(text)) {
    return (
      weight *
      (candidate.length === text.length ? FIT.exact : FIT.prefix + 0.2 * (text.length / candidate.length))
    );
  }
  return joins && candidate.includes(text) ? weight * FIT.inside : 0;
}

const HANGUL = /[가-힣]/;

interface SortedTexts {
  /** Calls with the place of every text that begins so. */
  each(prefix: string, call: (place: number) => void): void;
}

function sortTexts(entries: readonly (readonly [text: string, place: number])[]): SortedTexts {
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const texts = sorted.map(([text]) => text);
  return {
    each(prefix, call) {
      const [from, to] = range(texts, prefix);
      for (let at = from; at < to; at++) call(sorted[at]![1]);
    },
  };
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** Where the words with this prefix stand in a sorted list: from the first to before the last. */
function range(words: readonly string[], prefix: string): [number, number] {
  const from = lowerBound(words, 0, (word) => word >= prefix);
  return [from, lowerBound(words, from, (word) => !word.startsWith(prefix))];
}

function lowerBound(words: readonly string[], from: number, reached: (word: string) => boolean): number {
  let low = from;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(words[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
