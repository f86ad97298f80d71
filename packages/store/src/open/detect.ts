import type { Store } from '../contract';
import { StoreError } from '../errors';

/** What became of one address that was tried. */
export interface DetectionAttempt {
  readonly address: string;
  /**
   * - `taken`: this one is open.
   * - `empty`: it opens, and nothing was released there yet. It is taken only if no other has a week.
   * - `failed`: it cannot be opened; `problem` tells why, and what is missing.
   * - `not_tried`: one before it was taken.
   */
  readonly outcome: 'taken' | 'empty' | 'failed' | 'not_tried';
  readonly problem: StoreError | null;
}

/** Which address was taken, and why the others were not. */
export interface Detection {
  /** Null if none could be. */
  readonly took: string | null;
  /** In the order in which they were given. */
  readonly attempts: readonly DetectionAttempt[];
  /** The same in words, a line an address. */
  readonly text: string;
}

/** What {@link openStore} takes to try several places. */
export interface DetectOptions {
  /**
   * Addresses, the best first. The first that has a released week is taken. Default: the page's own server, its
   * IndexedDB database, its static files (`https:`, `idb:`, `json:data/`).
   */
  readonly detect?: readonly string[];
  /** Is told which was taken, and why the others were not. */
  readonly report?: (detection: Detection) => void;
}

/** API, then IndexedDB, then static files. */
const DEFAULT = ['https:', 'idb:', 'json:data/'];

/** Tries addresses in order. @throws StoreError `CANNOT_OPEN` if none can be opened. */
export async function detectStore(
  { detect = DEFAULT, report }: DetectOptions,
  open: (address: string) => Promise<Store>,
): Promise<Store> {
  const attempts: DetectionAttempt[] = [];
  let taken: Store | undefined;
  let empty: { readonly store: Store; readonly at: number } | undefined;
  for (const [at, address] of detect.entries()) {
    if (taken) {
      attempts.push({ address, outcome: 'not_tried', problem: null });
      continue;
    }
    const found = await attempt(address, open);
    attempts.push({ address, outcome: found.outcome, problem: found.problem });
    if (found.outcome === 'taken') taken = found.store;
    else if (found.outcome === 'empty') {
      if (empty) await found.store.close();
      else empty = { store: found.store, at };
    }
  }
  if (taken) await empty?.store.close();
  else if (empty) {
    taken = empty.store;
    attempts[empty.at] = { ...attempts[empty.at]!, outcome: 'taken' };
  }
  const detection = detectionOf(attempts);
  report?.(detection);
  if (taken) return taken;
  throw new StoreError({
    code: 'CANNOT_OPEN',
    message: `None of ${detect.length} places can be opened:\n${detection.text}\n`,
    retryable: attempts.some(({ problem }) => problem?.retryable),
    cause: new AggregateError(attempts.map(({ problem }) => problem)),
  });
}

type Found =
  | { readonly outcome: 'taken' | 'empty'; readonly store: Store; readonly problem: null }
  | { readonly outcome: 'failed'; readonly problem: StoreError };

async function attempt(address: string, open: (address: string) => Promise<Store>): Promise<Found> {
  let store: Store | undefined;
  try {
    store = await open(address);
    const outcome = (await store.currentRelease()) ? 'taken' : 'empty';
    return { outcome, store, problem: null };
  } catch (error) {
    await store?.close();
    if (!(error instanceof StoreError)) throw error;
    return { outcome: 'failed', problem: error };
  }
}

function detectionOf(attempts: readonly DetectionAttempt[]): Detection {
  const took = attempts.find(({ outcome }) => outcome === 'taken')?.address ?? null;
  return { took, attempts, text: attempts.map(lineOf).join('\n') };
}

function lineOf({ address, outcome, problem }: DetectionAttempt): string {
  if (problem) return `${address}: ${problem.code}: ${problem.message}`;
  return `${address}: ${outcome === 'empty' ? 'empty, nothing was released there' : outcome.replace('_', ' ')}`;
}
