import { StoreError, type StoreErrorCode } from '@stock-analyzer/store';
import { EtlError } from '../errors';
import { lockFolder } from './lock';

/** What the errors of a file system say of an output folder. */
const UNWRITABLE = new Map([
  ['EACCES', 'may not be written to'],
  ['EPERM', 'may not be written to'],
  ['EROFS', 'is on a read-only file system'],
  ['ENOSPC', 'is on a full disk'],
  ['EDQUOT', 'has used up its quota'],
  ['EFBIG', 'may not hold files that large'],
  ['ENOTDIR', 'is not a folder'],
  ['EEXIST', 'is not a folder'],
]);
/** Space may come free. */
const RETRYABLE = new Set(['ENOSPC', 'EDQUOT', 'FULL']);

/** What the database's errors say of it. */
const DATABASE = new Map<StoreErrorCode, 'UNWRITABLE' | 'LOCKED' | 'DAMAGED_OUTPUT'>([
  ['READ_ONLY', 'UNWRITABLE'],
  ['FULL', 'UNWRITABLE'],
  ['CANNOT_OPEN', 'UNWRITABLE'],
  ['BUSY', 'LOCKED'],
  ['NOT_A_STORE', 'DAMAGED_OUTPUT'],
  ['NEWER_FORMAT', 'DAMAGED_OUTPUT'],
  ['CORRUPT', 'DAMAGED_OUTPUT'],
]);

/**
 * Works in an output folder that no other run works in meanwhile, and gives the errors that its file system
 * and its database have the meaning that they have for the folder.
 *
 * @throws EtlError `LOCKED` (retryable) while another run holds the folder; `UNWRITABLE` if it cannot be
 * written, retryable where space may come free; `DAMAGED_OUTPUT` if its database is damaged.
 */
export async function inLockedFolder<T>(out: string, work: () => Promise<T>): Promise<T> {
  try {
    const unlock = await lockFolder(out);
    try {
      return await work();
    } finally {
      await unlock();
    }
  } catch (error) {
    throw meaningOf(error, out);
  }
}

function meaningOf(cause: unknown, out: string): unknown {
  if (cause instanceof EtlError) return cause;
  if (cause instanceof StoreError) return ofDatabase(cause);
  const code = (cause as NodeJS.ErrnoException | null)?.code ?? '';
  const reason = UNWRITABLE.get(code);
  if (!reason) return cause;
  return new EtlError({
    code: 'UNWRITABLE',
    message: `The output folder ${out} ${reason}`,
    advice: 'Nothing of the release that was current is changed. Mend the folder and run again.',
    retryable: RETRYABLE.has(code),
    cause,
  });
}

function ofDatabase(cause: StoreError): unknown {
  const code = DATABASE.get(cause.code);
  if (!code) return cause;
  return new EtlError({
    code,
    message: cause.problem,
    ...(cause.place && { place: cause.place }),
    ...(cause.advice !== undefined && { advice: cause.advice }),
    retryable: cause.retryable || RETRYABLE.has(cause.code),
    cause,
  });
}
