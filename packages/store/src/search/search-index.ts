import { cellAt, type Dataset } from '@stock-analyzer/schema';
import { comparePoints, foldText } from '../query/text';
import { BestHits } from './best-hits';
import type { SearchHit } from './hit';
import { Vocabulary, type WordFits } from './vocabulary';
import { wordsOf } from './words';

/** What search knows of a company. */
export interface SearchDocument {
  readonly ticker: string;
  readonly name: string | null;
  readonly industry: string | null;
  /** Of two companies that fit alike the larger comes first: market capitalisation, USD millions. */
  readonly size: number;
}

const FIELDS = ['Ticker', 'corpName', 'industry'] as const;
/** A company is mostly looked for by its ticker or name. */
const WEIGHTS = [1, 0.9, 0.3];

/**
 * Ranks companies for a question. Every word of it has to be found in a company's ticker, name or industry: as it is,
 * as the beginning of a word, without its Korean particle, or, where that finds nothing, with one typo.
 */
export class SearchIndex {
  /** Largest first, so of two that fit alike the earlier one comes first. */
  readonly #documents: readonly SearchDocument[];
  /** By document: where it was in the list given. */
  readonly #origins: Uint32Array;
  readonly #vocabulary: Vocabulary;
  /** By word: the documents and fields that have it, as document × 4 + field, ascending. */
  readonly #postings: readonly Uint32Array[];
  /** By document: the words that it has, as word × 4 + field; those of document d begin at `#starts[d]`. */
  readonly #words: Uint32Array;
  readonly #starts: Uint32Array;
  /** By document: the sum of its fits so far, and the posting that fits the first word best. Zero between searches. */
  readonly #scores: Float64Array;
  readonly #fields: Uint8Array;
  /** By document: how long its ticker and its name are, as ticker and name × 65536. */
  readonly #lengths: Uint32Array;

  constructor(given: readonly SearchDocument[]) {
    this.#origins = Uint32Array.from(given, (_, index) => index).sort(
      (a, b) => given[b]!.size - given[a]!.size || comparePoints(given[a]!.ticker, given[b]!.ticker),
    );
    this.#documents = Array.from(this.#origins, (index) => given[index]!);
    const postings = new Map<string, number[]>();
    this.#documents.forEach(({ ticker, name, industry }, document) => {
      [ticker, name, industry].forEach((text, field) => {
        if (text === null) return;
        const words = new Set(wordsOf(text));
        // A ticker is one word as well: BRK.B is found by "brk.b" and by "brkb".
        if (field === 0) words.add(wordsOf(text).join(''));
        for (const word of words) {
          const list = postings.get(word);
          if (list) list.push(document * 4 + field);
          else postings.set(word, [document * 4 + field]);
        }
      });
    });
    this.#vocabulary = new Vocabulary(postings.keys());
    this.#postings = this.#vocabulary.words.map((word) => Uint32Array.from(postings.get(word)!));
    this.#starts = new Uint32Array(given.length + 1);
    for (const list of this.#postings) for (const posting of list) this.#starts[(posting >>> 2) + 1]!++;
    for (let document = 0; document < given.length; document++)
      this.#starts[document + 1]! += this.#starts[document]!;
    const ends = this.#starts.slice();
    this.#words = new Uint32Array(this.#starts[given.length]!);
    this.#postings.forEach((list, word) => {
      for (const posting of list) {
        this.#words[ends[posting >>> 2]!++] = word * 4 + (posting & 3);
      }
    });
    this.#scores = new Float64Array(given.length);
    this.#fields = new Uint8Array(given.length);
    this.#lengths = Uint32Array.from(
      this.#documents,
      ({ ticker, name }) => (name?.length ?? 0) * 65_536 + ticker.length,
    );
  }

  /** The index of a dataset; documents are its rows. */
  static of({ fields, schema }: Dataset): SearchIndex {
    const [ticker, name, industry, size] = ['ticker', 'corp_name', 'industry', 'market_cap_usd_mn'].map(
      (wanted) => {
        const field = schema.fields.find(({ column }) => column === wanted);
        return field && fields.byName.get(field.name);
      },
    );
    const text = (column: typeof ticker, row: number) => {
      const value = column ? cellAt(column, row) : null;
      return value === null ? null : String(value);
    };
    return new SearchIndex(
      Array.from({ length: fields.rowCount }, (_, row) => ({
        ticker: text(ticker, row) ?? '',
        name: text(name, row),
        industry: text(industry, row),
        size: Number((size && cellAt(size, row)) ?? 0),
      })),
    );
  }

  /** The best of the documents that are allowed, best first. */
  search(text: string, limit: number, allowed?: (document: number) => boolean): SearchHit[] {
    const words = [...new Set(wordsOf(text))];
    if (words.length === 0 || limit <= 0) return [];
    const vocabulary = this.#vocabulary;
    // The rarest first: the others then only have to be looked for in the companies that have it.
    words.sort((a, b) => vocabulary.count(a) - vocabulary.count(b));
    let [first, ...rest] = words.map((word, index): WordFits | string => {
      const fits = index === 0 || vocabulary.count(word) === 0 ? vocabulary.matches(word) : word;
      return typeof fits === 'string' || fits.size > 0 ? fits : vocabulary.typos(word);
    });
    const hits = this.#rank(text, words[0]!, first as WordFits, rest, limit, allowed);
    if (hits.length > 0) return hits;
    [first, ...rest] = words.map((word) => new Map([...vocabulary.typos(word), ...vocabulary.matches(word)]));
    return this.#rank(text, words[0]!, first as WordFits, rest, limit, allowed);
  }

  #rank(
    text: string,
    firstWord: string,
    first: WordFits,
    rest: readonly (WordFits | string)[],
    limit: number,
    allowed: ((document: number) => boolean) | undefined,
  ): SearchHit[] {
    let touched = this.#begin(firstWord, first, rest.length > 0 ? Number.POSITIVE_INFINITY : limit, allowed);
    for (const fits of rest) {
      const fitOf =
        typeof fits === 'string' ? this.#vocabulary.fits(fits) : (place: number) => fits.get(place) ?? 0;
      touched = this.#narrow(touched, fitOf);
    }
    const wanted = foldText(text.trim());
    const best = new BestHits(limit);
    const scores = this.#scores;
    const lengths = this.#lengths;
    for (const document of touched) {
      const score = scores[document]! / (rest.length + 1);
      scores[document] = 0;
      const length = lengths[document]!;
      const maybeWhole = (length & 0xffff) === wanted.length || length >>> 16 === wanted.length;
      best.add(document, maybeWhole ? score + this.#whole(document, wanted) : score);
    }
    return best.toSorted().map(([document, score]) => {
      const { ticker, name, industry } = this.#documents[document]!;
      return { ticker, name, industry, score, field: FIELDS[this.#fields[document]!]! };
    });
  }

  /** A question that is the whole ticker or the whole name means just that company. */
  #whole(document: number, wanted: string): number {
    const { ticker, name } = this.#documents[document]!;
    if (ticker.length === wanted.length && foldText(ticker) === wanted) return 2;
    return name?.length === wanted.length && foldText(name) === wanted ? 1 : 0;
  }

  /**
   * Scores the documents that have a first word. Of those whom one word of the data fits in one field, the first
   * `most` are enough: they are alike, and the earlier is the better one. But a company that the question names
   * whole is better than its words tell.
   *
   * @returns them, in no order.
   */
  #begin(
    word: string,
    fits: WordFits,
    most: number,
    allowed: ((document: number) => boolean) | undefined,
  ): number[] {
    const scores = this.#scores;
    const fields = this.#fields;
    const origins = this.#origins;
    const found: number[] = [];
    for (const [place, fit] of fits) {
      const postings = this.#postings[place]!;
      const named = this.#vocabulary.words[place] === word ? Number.POSITIVE_INFINITY : most;
      const wanted = [named, named, most];
      for (let at = 0; at < postings.length; at++) {
        const posting = postings[at]!;
        const field = posting & 3;
        if (wanted[field]! <= 0) continue;
        const document = posting >>> 2;
        const before = scores[document]!;
        if (before === 0) {
          if (allowed && !allowed(origins[document]!)) continue;
          found.push(document);
        }
        wanted[field]!--;
        const score = fit * WEIGHTS[field]!;
        if (score <= before) continue;
        scores[document] = score;
        fields[document] = field;
      }
    }
    return found;
  }

  /** Adds how well documents have one more word; those that lack it fall out. @returns those that have it. */
  #narrow(before: readonly number[], fitOf: (place: number) => number): number[] {
    return before.filter((document) => {
      let best = 0;
      for (let at = this.#starts[document]!; at < this.#starts[document + 1]!; at++) {
        const entry = this.#words[at]!;
        const score = fitOf(entry >>> 2) * WEIGHTS[entry & 3]!;
        if (score > best) best = score;
      }
      this.#scores[document] = best > 0 ? this.#scores[document]! + best : 0;
      return best > 0;
    });
  }
}
