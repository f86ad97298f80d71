/**
 * Counts equal numbers: a hash table over typed arrays, so that a column of any length costs 12 bytes a slot and
 * no object a value. The slots are kept and used again for the next column.
 */
export class NumberCounts {
  #keys = new Float64Array(64);
  #counts = new Uint32Array(64);
  #distinct = 0;
  readonly #bits = new Uint32Array(2);
  readonly #number = new Float64Array(this.#bits.buffer);

  /** Starts anew, for at most `size` numbers. */
  reset(size: number): void {
    let slots = 64;
    while (slots < 2 * size) slots *= 2;
    if (slots > this.#keys.length) {
      this.#keys = new Float64Array(slots);
      this.#counts = new Uint32Array(slots);
    } else this.#counts.fill(0);
    this.#distinct = 0;
  }

  get distinct(): number {
    return this.#distinct;
  }

  /** Counts a number that is not NaN, and not -0. */
  add(key: number): void {
    this.#number[0] = key;
    const mask = this.#keys.length - 1;
    let slot = Math.imul(Math.imul(this.#bits[0]!, 0x9e3779b1) ^ this.#bits[1]!, 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & mask;
    while (this.#counts[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    if (this.#counts[slot] === 0) {
      this.#keys[slot] = key;
      this.#distinct++;
    }
    this.#counts[slot]!++;
  }

  *[Symbol.iterator](): Iterator<[value: number, count: number]> {
    for (let slot = 0; slot < this.#keys.length; slot++) {
      if (this.#counts[slot]! > 0) yield [this.#keys[slot]!, this.#counts[slot]!];
    }
  }
}
