/** Rows with the same keys in the same order: nearly always, all of them. Broken rows are no objects. */
export const BROKEN = -1;

/** Tells rows by their keys. Only a row's own keys count, so `__proto__` is a name like any other. */
export class Shapes {
  /** By number of the shape: its keys. */
  readonly keys: (readonly string[])[] = [];
  readonly #numberOf = new Map<string, number>();
  #last: readonly string[] = [];
  #lastNumber = BROKEN;

  /** The number of a row's shape, {@link BROKEN} for what is not a row. */
  of(row: unknown): number {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return BROKEN;
    if (this.#lastNumber !== BROKEN && hasKeys(row, this.#last)) return this.#lastNumber;
    const keys = Object.keys(row);
    const id = JSON.stringify(keys);
    let number = this.#numberOf.get(id);
    if (number === undefined) {
      number = this.keys.push(keys) - 1;
      this.#numberOf.set(id, number);
    }
    this.#last = this.keys[number]!;
    this.#lastNumber = number;
    return number;
  }
}

/**
 * Whether these are a row's own keys. May say no of a row with an unusual prototype. A loop of `for … in` costs
 * an engine less than a list of the keys.
 */
function hasKeys(row: object, keys: readonly string[]): boolean {
  if (Object.getPrototypeOf(row) !== Object.prototype) return false;
  let at = 0;
  for (const key in row) if (key !== keys[at++]) return false;
  return at === keys.length;
}
