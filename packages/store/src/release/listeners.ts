import type { ReleaseEvent } from '../contract';
import type { ReleaseInfo } from './types';

type Listener = (event: ReleaseEvent) => void;

/** Those who want to hear of releases, and which release they last heard of. */
export class Listeners {
  readonly #listeners = new Set<Listener>();
  #last: Promise<string | null> | undefined;
  #unwatch: (() => void) | undefined;

  readonly #current: () => Promise<ReleaseInfo | null>;
  readonly #watch: (heard: () => void) => (() => void) | undefined;

  constructor(
    current: () => Promise<ReleaseInfo | null>,
    watch: (heard: () => void) => (() => void) | undefined,
  ) {
    this.#current = current;
    this.#watch = watch;
  }

  /** The first listener begins the watch, the last one ends it. */
  add(listener: Listener): () => void {
    // A listener of its own each time, so that one function may listen twice.
    const own: Listener = (event) => listener(event);
    this.#listeners.add(own);
    if (this.#listeners.size === 1) {
      this.#last = this.#current().then((release) => release?.id ?? null);
      this.#last.catch(() => undefined);
      this.#unwatch = this.#watch(() => void this.announce().catch(() => undefined));
    }
    return () => {
      this.#listeners.delete(own);
      if (this.#listeners.size === 0) this.clear();
    };
  }

  /** Tells all, if another release is current than they last heard of. */
  async announce(): Promise<void> {
    if (!this.#last) return;
    let tell: ReleaseEvent | undefined;
    const before = this.#last.catch(() => null);
    this.#last = before.then(async (previous) => {
      const release = await this.#current();
      if (release && release.id !== previous) tell = { release, previous };
      return release?.id ?? null;
    });
    await this.#last;
    if (!tell) return;
    for (const listener of [...this.#listeners]) {
      try {
        listener(tell);
      } catch (error) {
        // Out of the way of the others, and not lost: it surfaces as an uncaught error of its own.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#last = undefined;
  }
}
