import { StoreError } from '../errors';
import { Connection, type ConnectionOptions } from './connect';
import { weekOfRows } from './first-version';
import type { JsonValue } from './schema';
import { Tabs } from './tabs';

/** What a listener of {@link Preferences.subscribe} is told. */
export interface PreferenceEvent {
  readonly key: string;
  /** What it is now; undefined if it was deleted. */
  readonly value: JsonValue | undefined;
}

/** What a user has chosen: columns, filters, language. Made by {@link openPreferences}. */
export interface Preferences {
  get(key: string): Promise<JsonValue | undefined>;
  /** @throws StoreError `INVALID_VALUE` if the value is not JSON, `FULL`, or of the engine. */
  set(key: string, value: JsonValue): Promise<void>;
  delete(key: string): Promise<void>;
  /** All of them, by key. */
  entries(): Promise<[key: string, value: JsonValue][]>;
  /**
   * Calls the listener when another user of the same database sets or deletes a preference, in whatever tab.
   *
   * @returns a function that ends it.
   */
  subscribe(listener: (event: PreferenceEvent) => void): () => void;
  close(): void;
}

/**
 * Opens the user's preferences, which are kept in the same database as the weeks.
 *
 * @throws StoreError as {@link openIdbStore}.
 * @example
 * ```ts
 * // no-run: needs a browser
 * import { openPreferences } from '@stock-analyzer/store/idb';
 *
 * const preferences = await openPreferences();
 * await preferences.set('columns', ['Ticker', 'ROE (Fwd)']);
 * preferences.subscribe(({ key, value }) => console.log(`${key} is ${value} in another tab`));
 * console.log(await preferences.get('columns'));
 * ```
 */
export async function openPreferences(options: ConnectionOptions = {}): Promise<Preferences> {
  const connection = new Connection(options, weekOfRows);
  await connection.open();
  const tabs = new Tabs(connection.name);
  const get = (key: string) =>
    connection.read(['preferences'], (tx) => tx.objectStore('preferences').get(key));
  const tell = (key: string) => tabs.tell({ about: 'preference', key });
  return {
    get,
    async set(key, value) {
      const stored = jsonOf(key, value);
      await connection.write(['preferences'], (tx) => tx.objectStore('preferences').put(stored, key));
      tell(key);
    },
    async delete(key) {
      await connection.write(['preferences'], (tx) => tx.objectStore('preferences').delete(key));
      tell(key);
    },
    entries: () =>
      connection.read(['preferences'], async (tx) => {
        const store = tx.objectStore('preferences');
        const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
        return keys.map((key, at) => [key, values[at]!]);
      }),
    subscribe: (listener) =>
      tabs.listen((notice) => {
        if (notice.about !== 'preference') return;
        const { key } = notice;
        // Read again, since notices of two tabs may come in another order than what they tell of.
        get(key).then(
          (value) => listener({ key, value }),
          () => undefined,
        );
      }),
    close() {
      tabs.close();
      connection.close();
    },
  };
}

function jsonOf(key: string, value: JsonValue): JsonValue {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch (cause) {
    throw new StoreError({
      code: 'INVALID_VALUE',
      message: `The value of "${key}" is not JSON`,
      advice: 'Give texts, numbers, booleans, null, and arrays and objects of them.',
      cause,
    });
  }
}
