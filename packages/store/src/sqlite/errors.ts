import { StoreError, type StoreErrorCode } from '../errors';

interface Meaning {
  readonly code: StoreErrorCode;
  readonly message: string;
  readonly advice?: string;
  readonly retryable?: boolean;
}

const BUSY: Meaning = {
  code: 'BUSY',
  message: 'Another process is writing to the database',
  advice: 'Try again, or open the store with a longer busyTimeoutMs.',
  retryable: true,
};

const FULL: Meaning = {
  code: 'FULL',
  message: 'No space is left for the database',
  advice: 'Free some; what was stored is whole.',
};

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html, and one that says more. */
const MEANINGS: ReadonlyMap<number, Meaning> = new Map([
  // SQLITE_IOERR_SHMSIZE: the index of the log cannot grow.
  [4874, FULL],
  [5, BUSY],
  [6, BUSY],
  [
    8,
    {
      code: 'READ_ONLY',
      message: 'The database or its folder may not be written',
      advice:
        'SQLite needs to write both, for readers too: give write permission or copy the file elsewhere.',
    },
  ],
  [
    11,
    {
      code: 'CORRUPT',
      message: 'The database is damaged',
      advice: 'Restore it from a backup, or delete it and publish the weeks again.',
    },
  ],
  [13, FULL],
  [
    14,
    {
      code: 'CANNOT_OPEN',
      message: 'The database cannot be opened',
      advice: 'Its folder has to exist, and it has to be a file.',
    },
  ],
  [
    26,
    {
      code: 'NOT_A_STORE',
      message: 'The file is not an SQLite database',
      advice: 'Give another path.',
    },
  ],
]);

/** An engine's error in our words; a StoreError stays as it is. */
export function toStoreError(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error;
  const result = resultCode(error);
  const meaning = MEANINGS.get(result) ??
    MEANINGS.get(result & 0xff) ?? {
      code: 'ENGINE',
      message: `SQLite failed: ${error instanceof Error ? error.message : String(error)}`,
    };
  return new StoreError({ ...meaning, place: { file }, cause: error });
}

/** Whether the engine says that another process is at it. */
export function isBusy(error: unknown): boolean {
  return MEANINGS.get(resultCode(error) & 0xff) === BUSY;
}

function resultCode(error: unknown): number {
  if (!(error instanceof Error)) return 0;
  if ('rawCode' in error && typeof error.rawCode === 'number') return error.rawCode;
  // A failure to connect carries its code in the text only, and sql.js gives texts alone.
  return TEXTS[error.message] ?? Number(/^ConnectionFailed\(.*: (\d+)"\)$/s.exec(error.message)?.[1] ?? 0);
}

/** The texts of SQLite's result codes, https://www.sqlite.org/c3ref/errcode.html, that need to be told apart. */
const TEXTS: Readonly<Record<string, number>> = {
  'database disk image is malformed': 11,
  'database or disk is full': 13,
  'unable to open database file': 14,
  'file is not a database': 26,
};
