/**
 * Whole numbers for a few of many rows: a bit a row tells whether it has one, and the count of bits before it where
 * it is. Rows are announced first, then numbers may be set and read.
 */
export class SparseNumbers {
  private readonly bits: Uint32Array;
  /** By word of bits: how many are set before it. */
  private before: Uint32Array | undefined;
  private numbers = new Uint32Array(0);

  constructor(private readonly rowCount: number) {
    this.bits = new Uint32Array(Math.ceil(rowCount / 32));
  }

  /** A row that there is none of is left out. */
  announce(row: number): void {
    if (row >= 0 && row < this.rowCount) this.bits[row >>> 5]! |= 1 << (row & 31);
  }

  /** Undefined for a row that was not announced; 0 for one that was not set yet. */
  at(row: number): number | undefined {
    const place = this.placeOf(row);
    return place < 0 ? undefined : this.numbers[place];
  }

  set(row: number, number: number): void {
    const place = this.placeOf(row);
    this.numbers[place] = number;
  }

  private placeOf(row: number): number {
    if (!(row >= 0 && row < this.rowCount)) return -1;
    const word = this.bits[row >>> 5]!;
    const bit = 1 << (row & 31);
    if ((word & bit) === 0) return -1;
    return this.counted()[row >>> 5]! + bitsIn(word & (bit - 1));
  }

  private counted(): Uint32Array {
    if (this.before) return this.before;
    this.before = new Uint32Array(this.bits.length);
    let count = 0;
    this.bits.forEach((word, at) => {
      this.before![at] = count;
      count += bitsIn(word);
    });
    this.numbers = new Uint32Array(count);
    return this.before;
  }
}

/** How many bits of a word are set. */
function bitsIn(word: number): number {
  let count = word - ((word >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
