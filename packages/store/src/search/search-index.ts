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
    const strict = words.map((word) => {
      const fits = this.#vocabulary.matches(word);
      return fits.size > 0 ? fits : this.#vocabulary.typos(word);
    });
    const hits = this.#rank(text, strict, limit, allowed);
    if (hits.length > 0) return hits;
    const loose = words.map((word, index) => new Map([...this.#vocabulary.typos(word), ...strict[index]!]));
    return this.#rank(text, loose, limit, allowed);
  }

  #rank(
    text: string,
    words: readonly WordFits[],
    limit: number,
    allowed: ((document: number) => boolean) | undefined,
  ): SearchHit[] {
    const [first, ...rest] = words;
    let touched = this.#begin(first!, allowed);
    for (const fits of rest) touched = this.#narrow(touched, fits);
    const wanted = foldText(text.trim());
    const best = new BestHits(limit);
    for (const document of touched) {
      const score = this.#scores[document]! / words.length;
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
  #narrow(before: readonly number[], fits: WordFits): number[] {
    const scores = this.#scores;
    const found = new Map<number, number>();
    for (const [place, fit] of fits) {
      for (const posting of this.#postings[place]!) {
        const document = Math.trunc(posting / 3);
        if (scores[document] === 0) continue;
        const score = fit * WEIGHTS[posting - document * 3]!;
        if (score > (found.get(document) ?? 0)) found.set(document, score);
      }
    }
    for (const document of before) {
      const score = found.get(document);
      scores[document] = score === undefined ? 0 : scores[document]! + score;
    }
    return [...found.keys()];
  }
}
