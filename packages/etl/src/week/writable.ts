import { EtlError } from '../errors';

const REASONS = new Map([
  ['EACCES', 'may not be written to'],
  ['EPERM', 'may not be written to'],
  ['EROFS', 'is on a read-only file system'],
  ['ENOSPC', 'is on a full disk'],
  ['EDQUOT', 'has used up its quota'],
  ['ENOTDIR', 'is not a folder'],
  ['EEXIST', 'is not a folder'],
]);

/**
 * Gives the errors that a file system has for an output folder their meaning.
 *
 * @throws EtlError `UNWRITABLE`, retryable where space may come free.
 */
export async function writingTo<T>(out: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException | null)?.code ?? '';
    const reason = cause instanceof EtlError ? undefined : REASONS.get(code);
    if (!reason) throw cause;
    throw new EtlError({
      code: 'UNWRITABLE',
      message: `The output folder ${out} ${reason}`,
      advice: 'Nothing of the release that was current is changed. Mend the folder and run again.',
      retryable: code === 'ENOSPC' || code === 'EDQUOT',
      cause,
    });
  }
}
