import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EtlError } from '../errors';
import { defaultReadLimits, tooLarge } from './limits';
import { readWorkbook as readBytes } from './read';
import type { ReadOptions, Workbook, WorkbookInput } from './types';

/**
 * Reads a workbook from a path, a `file:` URL, bytes or a Blob: `readWorkbook` of
 * `@stock-analyzer/etl/read` with paths added, for Node.
 *
 * @throws EtlError `UNREADABLE` if the file cannot be opened, and whatever reading bytes throws
 *
 * @example
 * ```ts
 * import { readWorkbook } from '@stock-analyzer/etl';
 *
 * const error = await readWorkbook('no/such/week.xlsb').catch((thrown: unknown) => thrown);
 * (error as Error).message; // → 'There is no file no/such/week.xlsb. Check the path.'
 * ```
 */
export async function readWorkbook(
  input: string | URL | WorkbookInput,
  options: ReadOptions = {},
): Promise<Workbook> {
  if (typeof input !== 'string' && !(input instanceof URL)) return readBytes(input, options);
  const path = input instanceof URL ? fileURLToPath(input) : input;
  const bytes = await readFile(path, options);
  return readBytes(bytes, { name: basename(path), ...options });
}

async function readFile(path: string, options: ReadOptions): Promise<Uint8Array> {
  const limits = { ...defaultReadLimits, ...options.limits };
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { size } = await file.stat();
    if (size > limits.fileBytes)
      throw tooLarge(`The file has ${size} bytes`, 'fileBytes', limits, { file: path });
    return await file.readFile({ signal: options.signal });
  } catch (cause) {
    throw cause instanceof EtlError ? cause : unreadable(path, cause);
  } finally {
    await file?.close();
  }
}

function unreadable(path: string, cause: unknown): EtlError {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ABORT_ERR') {
    return new EtlError({ code: 'ABORTED', message: 'Reading was aborted', retryable: true, cause });
  }
  if (code === 'ENOENT') {
    return new EtlError({
      code: 'UNREADABLE',
      message: `There is no file ${path}`,
      advice: 'Check the path.',
      cause,
    });
  }
  return new EtlError({
    code: 'UNREADABLE',
    message: code === 'EISDIR' ? `${path} is a folder` : `The file ${path} cannot be opened (${code})`,
    advice: code === 'EISDIR' ? 'Give a file in it.' : 'Check its permissions.',
    cause,
  });
}
