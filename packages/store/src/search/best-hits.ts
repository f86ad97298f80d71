/** The best so many of a stream of scored documents; of equal scores the lower document is the better. */
export class BestHits {
  readonly #limit: number;
  /** A binary heap, the worst on top. */
  readonly #heap: [document: number, score: number][] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(document: number, score: number): void {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      let at = heap.push([document, score]) - 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!worse(heap[at]!, heap[parent]!)) break;
        [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
        at = parent;
      }
      return;
    }
    // Most documents of a frequent word end here.
    const [last, least] = heap[0]!;
    if (score < least || (score === least && document > last)) return;
    heap[0] = [document, score];
    this.#sink();
  }

  toSorted(): readonly (readonly [document: number, score: number])[] {
    return this.#heap.toSorted((a, b) => (worse(a, b) ? 1 : -1));
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      let worst = at;
      for (let child = 2 * at + 1; child <= 2 * at + 2; child++) {
        if (child < heap.length && worse(heap[child]!, heap[worst]!)) worst = child;
      }
      if (worst === at) return;
      [heap[at], heap[worst]] = [heap[worst]!, heap[at]!];
      at = worst;
    }
  }
}

function worse(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[1] < b[1] || (a[1] === b[1] && a[0] > b[0]);
}
