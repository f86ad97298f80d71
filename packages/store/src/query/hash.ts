/** Two 32-bit halves of a running hash. Not cryptographic: it tells things apart, it does not prove them. */
export class Hash {
  #a = 0x9e3779b9;
  #b = 0x243f6a88;

  /** The hash of one text. */
  static of(text: string): Hash {
    const hash = new Hash();
    hash.text(text);
    return hash;
  }

  /** Murmur3's mixing step, with two seeds. */
  add(word: number): void {
    let mixed = Math.imul(word, 0xcc9e2d51);
    mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    this.#a = step(this.#a ^ mixed);
    this.#b = step(this.#b ^ Math.imul(mixed, 0x85ebca6b));
  }

  text(text: string): void {
    this.add(text.length);
    for (let index = 0; index < text.length; index++) this.add(text.charCodeAt(index));
  }

  /** 64 bits as two numbers. */
  get words(): [number, number] {
    return [finish(this.#a), finish(this.#b)];
  }

  /** 64 bits as lower-case hex. */
  get hex(): string {
    return this.words.map((word) => word.toString(16).padStart(8, '0')).join('');
  }
}

function step(half: number): number {
  return (Math.imul((half << 13) | (half >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(half: number): number {
  let mixed = Math.imul(half ^ (half >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
