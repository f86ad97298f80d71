import { withinOneEdit } from './edits';
import { withoutParticle } from './words';

/** How well a word of the data fits a word of the question: the lower bound of each kind of fit. */
export const FIT = { exact: 1, prefix: 0.75, inside: 0.5, typo: 0.4 } as const;

/** From this length on a word may have one typo: shorter ones are too near to each other. */
const TYPO_FROM = 4;

/** Every word that the data has, for finding those that a word of a question may mean. */
export class Vocabulary {
  /** In code unit order. */
  readonly words: readonly string[];
  /** Words spelt backwards, in order, each with its place in `words`. */
  readonly #backwards: readonly string[];
  readonly #places: Uint32Array;

  constructor(words: Iterable<string>) {
    this.words = [...new Set(words)].sort();
    const backwards = this.words.map((word) => reversed(word));
    this.#places = Uint32Array.from(backwards, (_, index) => index).sort((a, b) =>
      backwards[a]! < backwards[b]! ? -1 : backwards[a]! > backwards[b]! ? 1 : 0,
    );
    this.#backwards = Array.from(this.#places, (place) => backwards[place]!);
  }

  /** The words that this word of a question may mean, by place, each with how well it fits (0 to 1). */
  matches(word: string): Map<number, number> {
    const found = new Map<number, number>();
    this.#match(word, 1, found);
    const stem = withoutParticle(word);
    if (stem) this.#match(stem, 0.99, found);
    return found;
  }

  #match(word: string, weight: number, found: Map<number, number>): void {
    const add = (place: number, fit: number) => {
      if (fit * weight > (found.get(place) ?? 0)) found.set(place, fit * weight);
    };
    const [from, to] = range(this.words, word);
    for (let place = from; place < to; place++) {
      const length = this.words[place]!.length;
      add(place, length === word.length ? FIT.exact : FIT.prefix + 0.2 * (word.length / length));
    }
    if (/[가-힣]/.test(word) && word.length >= 2) {
      this.words.forEach((candidate, place) => {
        if (candidate.length > word.length && candidate.indexOf(word) > 0) add(place, FIT.inside);
      });
    }
    if (word.length < TYPO_FROM) return;
    // One edit leaves the first half or the second half as it is, so only words that share one need a look.
    const half = word.length >> 1;
    const [first, last] = range(this.words, word.slice(0, half));
    for (let place = first; place < last; place++) this.#tryTypo(word, place, add);
    const [start, end] = range(this.#backwards, reversed(word.slice(half + 1)));
    for (let at = start; at < end; at++) this.#tryTypo(word, this.#places[at]!, add);
  }

  #tryTypo(word: string, place: number, add: (place: number, fit: number) => void): void {
    const candidate = this.words[place]!;
    if (withinOneEdit(word, candidate)) add(place, FIT.typo);
    else if (candidate.length > word.length && withinOneEdit(word, candidate.slice(0, word.length))) {
      add(place, FIT.typo - 0.1);
    }
  }
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** Where the words with this prefix stand in a sorted list: from the first to before the last. */
function range(words: readonly string[], prefix: string): [number, number] {
  const from = lowerBound(words, (word) => word >= prefix);
  const to = lowerBound(words, (word) => word >= prefix && !word.startsWith(prefix));
  return [from, to];
}

function lowerBound(words: readonly string[], reached: (word: string) => boolean): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(words[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
