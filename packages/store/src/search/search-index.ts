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
  /** By word: the documents and fields that have it, as document × 3 + field, ascending. */
  readonly #postings: readonly Uint32Array[];
  /** By document: the words that it has, as word × 3 + field; those of document d begin at `#starts[d]`. */
  readonly #words: Uint32Array;
  readonly #starts: Uint32Array;
  /** By document: the sum of its fits so far, and the posting that fits the first word best. Zero between searches. */
  readonly #scores: Float64Array;
  readonly #fields: Uint8Array;

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
          if (list) list.push(document * 3 + field);
          else postings.set(word, [document * 3 + field]);
        }
      });
    });
    this.#vocabulary = new Vocabulary(postings.keys());
    this.#postings = this.#vocabulary.words.map((word) => Uint32Array.from(postings.get(word)!));
    this.#starts = new Uint32Array(given.length + 1);
    for (const list of this.#postings)
      for (const posting of list) this.#starts[Math.trunc(posting / 3) + 1]!++;
    for (let document = 0; document < given.length; document++)
      this.#starts[document + 1]! += this.#starts[document]!;
    const ends = this.#starts.slice();
    this.#words = new Uint32Array(this.#starts[given.length]!);
    this.#postings.forEach((list, word) => {
      for (const posting of list) {
        const document = Math.trunc(posting / 3);
        this.#words[ends[document]!++] = word * 3 + posting - document * 3;
      }
    });
    this.#scores = new Float64Array(given.length);
    this.#fields = new Uint8Array(given.length);
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
    const hits = this.#rank(text, first as WordFits, rest, limit, allowed);
    if (hits.length > 0) return hits;
    [first, ...rest] = words.map((word) => new Map([...vocabulary.typos(word), ...vocabulary.matches(word)]));
    return this.#rank(text, first as WordFits, rest, limit, allowed);
  }

  #rank(
    text: string,
    first: WordFits,
    rest: readonly (WordFits | string)[],
    limit: number,
    allowed: ((document: number) => boolean) | undefined,
  ): SearchHit[] {
    let touched = this.#begin(first, allowed);
    for (const fits of rest) {
      const fitOf =
        typeof fits === 'string' ? this.#vocabulary.fits(fits) : (place: number) => fits.get(place) ?? 0;
      touched = this.#narrow(touched, fitOf);
    }
    const wanted = foldText(text.trim());
    const best = new BestHits(limit);
    for (const document of touched) {
      const score = this.#scores[document]! / (rest.length + 1);
      this.#scores[document] = 0;
      // Only what can still be among the best is worth comparing letter by letter.
      if (best.admits(score + 2)) best.add(document, score + this.#whole(document, wanted));
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

  /** Scores the documents that have a first word. @returns them, in no order. */
  #begin(fits: WordFits, allowed: ((document: number) => boolean) | undefined): number[] {
    const scores = this.#scores;
    const found: number[] = [];
    for (const [place, fit] of fits) {
      for (const posting of this.#postings[place]!) {
        const document = Math.trunc(posting / 3);
        if (scores[document] === 0) {
          if (allowed && !allowed(this.#origins[document]!)) continue;
          found.push(document);
        }
        const field = posting - document * 3;
        const score = fit * WEIGHTS[field]!;
        if (score <= scores[document]!) continue;
        scores[document] = score;
        this.#fields[document] = field;
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
        const place = Math.trunc(entry / 3);
        const score = fitOf(place) * WEIGHTS[entry - place * 3]!;
        if (score > best) best = score;
      }
      this.#scores[document] = best > 0 ? this.#scores[document]! + best : 0;
      return best > 0;
    });
  }
}
