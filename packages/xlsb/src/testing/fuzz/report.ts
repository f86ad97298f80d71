import type { Outcome } from './examine';
import type { FuzzLevel } from './input';

/** Memory may grow so much from the first look to the last, in MB: caches and the heap's own ways. */
const GROWTH_MB = 32;

/** What a run of the fuzzer saw. */
export class FuzzReport {
  failures = 0;
  readonly #seed: string;
  readonly #counts = new Map<string, number>();
  readonly #start = performance.now();
  readonly #heap: number[] = [];
  readonly #rss: number[] = [];
  #slowest = { number: -1, ms: 0 };

  constructor(seed: string) {
    this.#seed = seed;
  }

  add(level: FuzzLevel, [opened, ...sheets]: readonly Outcome[]): void {
    this.#count(`${level}: open ${opened}`);
    for (const sheet of sheets) this.#count(`${level}: sheet ${sheet}`);
  }

  time(number: number, ms: number): void {
    if (ms > this.#slowest.ms) this.#slowest = { number, ms };
  }

  /** One line for now; looks at the memory. */
  progress(runs: number): string {
    const { heapUsed, external, rss } = process.memoryUsage();
    const perSecond = Math.round((runs / (performance.now() - this.#start)) * 1000);
    this.#heap.push((heapUsed + external) / 2 ** 20);
    this.#rss.push(rss / 2 ** 20);
    const [heap, resident] = [this.#heap, this.#rss].map((list) => list.at(-1)!.toFixed(1));
    const { failures } = this;
    return `seed ${this.#seed}: ${runs} inputs, ${perSecond}/s, ${failures} failed, heap ${heap} MB, RSS ${resident} MB`;
  }

  /** Whether what is held after a collection has grown over the run. */
  grows(): boolean {
    return this.#heap.at(-1)! - this.#heap[0]! > GROWTH_MB;
  }

  /** Everything, in lines. */
  summary(): string {
    const span = (list: readonly number[]) => `${list[0]!.toFixed(1)} → ${list.at(-1)!.toFixed(1)} MB`;
    const counts = [...this.#counts].sort().map(([what, count]) => `  ${what} ${count}`);
    return [
      ...counts,
      `slowest: input ${this.#slowest.number}, ${this.#slowest.ms.toFixed(1)} ms`,
      `heap ${span(this.#heap)}, RSS ${span(this.#rss)}${this.grows() ? ': MEMORY GROWS' : ''}`,
      `${this.failures} failed`,
    ].join('\n');
  }

  #count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }
}
