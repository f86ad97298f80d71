/** Texts of rows, numbered by first appearance: numbers are told apart faster than texts. No text is as an empty one. */
export class TextNumbers {
  /** By row. */
  readonly numbers: Int32Array;
  /** By number: its first row. */
  readonly firsts: readonly number[];
  private readonly known = new Map<string, number>();

  constructor(readonly texts: readonly (string | null)[]) {
    const firsts: number[] = [];
    this.numbers = Int32Array.from(texts, (given, row) => {
      const text = given ?? '';
      const known = this.known.get(text);
      if (known !== undefined) return known;
      this.known.set(text, firsts.length);
      return firsts.push(row) - 1;
    });
    this.firsts = firsts;
  }

  /** Undefined for a text that no row has. */
  of(text: string): number | undefined {
    return this.known.get(text);
  }
}
