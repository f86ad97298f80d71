import { withinOneEdit } from './edits';
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

  /** Words that are this one, begin with it, or have it inside (Hangul only, where words are joined). */
  matches(word: string): WordFits {
    const found: WordFits = new Map();
    this.#match(word, 1, found);
    const stem = withoutParticle(word);
    if (stem) this.#match(stem, 0.99, found);
    return found;
  }

  /** Words that are one typo away from this one, or begin so. */
  typos(word: string): WordFits {
    const found: WordFits = new Map();
    if (word.length < TYPO_FROM) return found;
    const add = (place: number) => {
      const candidate = this.words[place]!;
      if (withinOneEdit(word, candidate)) found.set(place, FIT.typo);
      else if (withinOneEdit(word, candidate, true)) found.set(place, FIT.typoInPrefix);
    };
    // One edit leaves the first half or the second half as it is, so only words that share one need a look.
    const half = word.length >> 1;
    const [from, to] = range(this.words, word.slice(0, half));
    for (let place = from; place < to; place++) add(place);
    this.#backwards ??= sortTexts(this.words.map((each, place) => [reversed(each), place]));
    this.#backwards.each(reversed(word.slice(half + 1)), add);
    return found;
  }

  #match(word: string, weight: number, found: WordFits): void {
    const add = (place: number, fit: number) => {
      if (fit * weight > (found.get(place) ?? 0)) found.set(place, fit * weight);
    };
    const [from, to] = range(this.words, word);
    for (let place = from; place < to; place++) {
      const { length } = this.words[place]!;
      add(place, length === word.length ? FIT.exact : FIT.prefix + 0.2 * (word.length / length));
    }
    if (word.length < 2 || !HANGUL.test(word)) return;
    this.#endings ??= sortTexts(
      this.words.flatMap((each, place) =>
        HANGUL.test(each)
          ? Array.from({ length: each.length - 1 }, (_, at): [string, number] => [each.slice(at + 1), place])
          : [],
      ),
    );
    this.#endings.each(word, (place) => add(place, FIT.inside));
  }
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
