import { type FileHandle, open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EtlError } from '../errors';
import { beginsLikeZip } from './format';
import { defaultReadLimits, type ReadLimits, tooLarge } from './limits';
import { readWorkbook as readInput, readOpened } from './read';
import type { ReadOptions, Workbook, WorkbookFile, WorkbookInput } from './types';
import { bytesFile, START_SIZE } from './workbook-file';

/**
 * Reads a workbook from a path, a `file:` URL, bytes or a Blob: `readWorkbook` of
 * `@stock-analyzer/etl/read` with paths added, for Node. Of an XLSB, XLSX or ODS file only what is needed is read.
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
  if (typeof input !== 'string' && !(input instanceof URL)) return readInput(input, options);
  const path = input instanceof URL ? fileURLToPath(input) : input;
  const file = await openPath(path, { ...defaultReadLimits, ...options.limits }, options.signal);
  return readOpened(async () => file, { name: basename(path), ...options });
}

async function openPath(
  path: string,
  limits: ReadLimits,
  signal: AbortSignal | undefined,
): Promise<WorkbookFile> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const stats = await file.stat();
    if (stats.size > limits.fileBytes) {
      throw tooLarge(`The file has ${stats.size} bytes`, 'fileBytes', limits, { file: path });
    }
    // A pipe can be read only once, from its beginning.
    const start = stats.isFile() ? await readStart(file) : new Uint8Array();
    if (!beginsLikeZip(start)) return bytesFile(plain(await file.readFile({ signal })));
    const bytes = async () => plain(await readFile(path, { signal }));
    return { start, input: path, bytes };
  } catch (cause) {
    throw cause instanceof EtlError ? cause : unreadable(path, cause);
  } finally {
    await file?.close();
  }
}

async function readStart(file: FileHandle): Promise<Uint8Array> {
  const { bytesRead, buffer } = await file.read(new Uint8Array(START_SIZE), 0, START_SIZE, 0);
  return buffer.subarray(0, bytesRead);
}

/** A Node Buffer becomes the plain array that it is, since its slice() does not copy. */
function plain({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
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
