import type { ReadNote } from './types';

const PLACES = 5;

/** Gathers notes: every occurrence is counted, the first few keep their place. */
export class Notes {
  readonly #byText = new Map<
    string,
    { note: ReadNote; count: number; places: ReadNote['places'][number][] }
  >();

  add(code: ReadNote['code'], message: string, place?: ReadNote['places'][number]): void {
    const key = `${code} ${message}`;
    let entry = this.#byText.get(key);
    if (!entry) {
      entry = { note: { code, message, count: 0, places: [] }, count: 0, places: [] };
      this.#byText.set(key, entry);
    }
    entry.count++;
    if (place && entry.places.length < PLACES) entry.places.push(place);
  }

  list(): ReadNote[] {
    return [...this.#byText.values()].map(({ note, count, places }) => ({ ...note, count, places }));
  }
}
