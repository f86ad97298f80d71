import { cellAt, type Dataset } from '@stock-analyzer/schema';
import { comparePoints, foldText } from '../query/text';
import type { SearchHit } from './hit';
import { Vocabulary } from './vocabulary';
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

/** Ranks companies for a question. Every word of it has to be found in a company's ticker, name or industry. */
export class SearchIndex {
  readonly #documents: readonly SearchDocument[];
  readonly #vocabulary: Vocabulary;
  /** By word: the documents and fields that have it, as document × 3 + field. */
  readonly #postings: readonly Uint32Array[];

  constructor(documents: readonly SearchDocument[]) {
    this.#documents = documents;
    const postings = new Map<string, number[]>();
    documents.forEach(({ ticker, name, industry }, document) => {
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
  }

  /** The index of a dataset; documents are its rows. */
  static of(dataset: Dataset): SearchIndex {
    const { fields, schema } = dataset;
    const column = (name: string) => {
      const field = schema.fields.find((each) => each.column === name);
      return field && fields.byName.get(field.name);
    };
    const [ticker, name, industry, size] = ['ticker', 'corp_name', 'industry', 'market_cap_usd_mn'].map(
      column,
    );
    const text = (of: typeof ticker, row: number) => {
      const value = of ? cellAt(of, row) : null;
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

  /** The best documents that are allowed, best first. */
  search(text: string, limit: number, allowed?: (document: number) => boolean): SearchHit[] {
    const words = wordsOf(text);
    if (words.length === 0 || limit <= 0) return [];
    let scores: Map<number, number> | undefined;
    const best = new Map<number, number>();
    for (const word of words) scores = this.#score(word, scores, best, allowed);
    const wanted = foldText(text.trim());
    const hits = [...(scores ?? [])].map(([document, score]) => {
      const { ticker, name } = this.#documents[document]!;
      const whole = foldText(ticker) === wanted ? 2 : name !== null && foldText(name) === wanted ? 1 : 0;
      return { document, score: score / words.length + whole };
    });
    hits.sort((a, b) => b.score - a.score || this.#compare(a.document, b.document));
    return hits.slice(0, limit).map(({ document, score }) => {
      const { ticker, name, industry } = this.#documents[document]!;
      return { ticker, name, industry, score, field: FIELDS[best.get(document)! % 3]! };
    });
  }

  /** By document the sum so far and how well this word fits; those that lack a word fall out. */
  #score(
    word: string,
    before: ReadonlyMap<number, number> | undefined,
    best: Map<number, number>,
    allowed?: (document: number) => boolean,
  ): Map<number, number> {
    const fits = new Map<number, number>();
    for (const [place, fit] of this.#vocabulary.matches(word)) {
      for (const posting of this.#postings[place]!) {
        const document = Math.floor(posting / 3);
        if (before ? !before.has(document) : allowed && !allowed(document)) continue;
        const score = fit * WEIGHTS[posting % 3]!;
        if (score <= (fits.get(document) ?? 0)) continue;
        fits.set(document, score);
        if (!before) best.set(document, posting);
      }
    }
    if (before) for (const [document, score] of fits) fits.set(document, score + before.get(document)!);
    return fits;
  }

  #compare(a: number, b: number): number {
    const [left, right] = [this.#documents[a]!, this.#documents[b]!];
    return right.size - left.size || comparePoints(left.ticker, right.ticker);
  }
}
