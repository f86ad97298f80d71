/** In what the engines' SQL differs, as far as questions need it. */
export interface Dialect {
  /** How a statement names the value that is bound at this place, from 1. */
  place(index: number): string;
  /** The texts of a bound JSON list, to stand behind IN. */
  list(place: string): string;
  /** A text in a form whose order and equality do not tell ASCII upper case from lower. */
  caseless(text: string): string;
  /** A text in a form whose order is that of code points. */
  exact(text: string): string;
}

export const sqlite: Dialect = {
  place: () => '?',
  list: (place) => `(SELECT value FROM json_each(${place}))`,
  caseless: (text) => `${text} COLLATE NOCASE`,
  exact: (text) => text,
};
