import type { Bilingual } from '@stock-analyzer/schema';

/** A column of a {@link RowTable}. */
export interface TableColumn {
  readonly key: string;
  readonly label: Bilingual;
  /** Where the cells are numbers: the texts that they stand for. */
  readonly choices?: readonly Bilingual[];
  /** Readers may choose one of its texts to see only its rows. */
  readonly filter?: boolean;
  /** How it looks: a severity with its sign, a cell address, a number to the right. */
  readonly look?: 'severity' | 'mono' | 'number';
}

/** Rows that the page shows a few of at a time, and filters. Plain JSON. */
export interface RowTable {
  readonly columns: readonly TableColumn[];
  /** A text, or the index of one of the column's choices. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Hands out an index for each different text, and remembers the texts. */
export class Choices {
  readonly list: Bilingual[] = [];
  readonly #index = new Map<string, number>();

  of(text: Bilingual): number {
    const key = `${text.en}\n${text.ko}`;
    let index = this.#index.get(key);
    if (index === undefined) {
      index = this.list.push({ en: text.en, ko: text.ko }) - 1;
      this.#index.set(key, index);
    }
    return index;
  }

  /** A text that is the same in both languages. */
  ofText(text: string): number {
    return this.of({ en: text, ko: text });
  }
}
