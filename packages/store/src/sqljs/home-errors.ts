import { StoreError } from '../errors';

/** By the name of a browser's error or the code of an operating system's. */
const CODES = {
  QuotaExceededError: 'FULL',
  ENOSPC: 'FULL',
  EDQUOT: 'FULL',
  VersionError: 'NEWER_FORMAT',
  NotFoundError: 'NOT_A_STORE',
  EACCES: 'READ_ONLY',
  EPERM: 'READ_ONLY',
  EROFS: 'READ_ONLY',
  ENOENT: 'CANNOT_OPEN',
  EISDIR: 'CANNOT_OPEN',
  SecurityError: 'CANNOT_OPEN',
  InvalidStateError: 'CANNOT_OPEN',
} as const;

const MESSAGES = {
  FULL: ['No space is left for the database', 'Free some; what was stored is whole.'],
  NEWER_FORMAT: ['A later version of something wrote to the place', 'Update @stock-analyzer/store.'],
  NOT_A_STORE: ['The place belongs to something else', 'Give another name.'],
  READ_ONLY: ['The place may not be written', 'Give write permission, or choose another place.'],
  CANNOT_OPEN: [
    'The place cannot be opened',
    'Its folder has to exist, and the browser has to allow this page to keep data.',
  ],
  ENGINE: ['The place failed', 'See the cause.'],
} as const;

/** An error of the place where a database lives, in our words; a StoreError stays as it is. */
export function homeError(cause: unknown, place: string): StoreError {
  if (cause instanceof StoreError) return cause;
  const { name = '', code = '' } = (cause ?? {}) as { name?: string; code?: unknown };
  const found = CODES[name as 'ENOENT'] ?? CODES[code as 'ENOENT'] ?? 'ENGINE';
  const [message, advice] = MESSAGES[found];
  return new StoreError({ code: found, message, advice, place: { file: place }, cause });
}
