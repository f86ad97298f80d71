import { StoreError, type StoreErrorCode } from '../errors';

interface Meaning {
  readonly code: StoreErrorCode;
  readonly message: string;
  readonly advice?: string;
  readonly retryable?: boolean;
}

const ENDED: Meaning = {
  code: 'ENGINE',
  message: 'The browser ended the transaction',
  advice: 'Nothing of it was stored. Try again.',
  retryable: true,
};

/** Names of the engine's errors, https://www.w3.org/TR/IndexedDB/#exceptions. */
const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  [
    'QuotaExceededError',
    {
      code: 'FULL',
      message: 'The browser gives this site no more space',
      advice: 'What was stored is whole. Free some space, or keep fewer weeks (keepWeeks).',
    },
  ],
  [
    'VersionError',
    {
      code: 'NEWER_FORMAT',
      message: 'A later version of this page has upgraded the database',
      advice: 'Reload the page; if that does not help, update @stock-analyzer/store.',
    },
  ],
  [
    'SecurityError',
    {
      code: 'CANNOT_OPEN',
      message: 'The browser does not let this page store anything',
      advice: 'Allow site data, and do not open the page as a file or in a sandboxed frame.',
    },
  ],
  [
    'NotReadableError',
    {
      code: 'CORRUPT',
      message: 'The browser can no longer read what was stored',
      advice: 'Delete the database and publish the week again.',
    },
  ],
  ['AbortError', ENDED],
  ['TransactionInactiveError', ENDED],
]);

/** An engine's error in our words; whatever else it is stays as it is. */
export function toStoreError(error: unknown, name: string): unknown {
  if (!(error instanceof DOMException)) return error;
  const meaning = MEANINGS.get(error.name) ?? {
    code: 'ENGINE',
    message: `IndexedDB failed: ${error.name}: ${error.message}`,
  };
  return new StoreError({ ...meaning, place: { file: name }, cause: error });
}

/** Another tab or a version change has held the database for longer than the time to wait. */
export function busy(name: string): StoreError {
  return new StoreError({
    code: 'BUSY',
    message: 'Another tab keeps the database to itself',
    advice: 'Close other tabs of this site, above all old ones, and try again.',
    place: { file: name },
    retryable: true,
  });
}

/** The database was there, and is not any more. */
export function evicted(name: string): StoreError {
  return new StoreError({
    code: 'EVICTED',
    message: 'The stored weeks are gone: the browser needed their space, or somebody deleted them',
    advice:
      'The store is empty and can be used: publish the week again. persistStorage() asks the browser to keep it.',
    place: { file: name },
    retryable: true,
  });
}

/** The database is not ours. */
export function notAStore(name: string, cause?: unknown): StoreError {
  return new StoreError({
    code: 'NOT_A_STORE',
    message: 'The database belongs to something else',
    advice: 'Give another name.',
    place: { file: name },
    ...(cause === undefined ? {} : { cause }),
  });
}
