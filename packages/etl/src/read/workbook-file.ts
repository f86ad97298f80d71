import { EtlError } from '../errors';
import { type ReadLimits, tooLarge } from './limits';
import type { WorkbookFile, WorkbookInput } from './types';

/** So many bytes tell what a file is. */
export const START_SIZE = 1024;

/** @throws EtlError `UNREADABLE`, `TOO_LARGE` */
export async function fileOf(input: WorkbookInput, limits: ReadLimits): Promise<WorkbookFile> {
  const size = input instanceof Blob ? input.size : (input?.byteLength as number | undefined);
  if (size === undefined) {
    throw new EtlError({
      code: 'UNREADABLE',
      message: `The input is neither bytes nor a Blob, but ${input === null ? 'null' : `a ${typeof input}`}`,
      advice:
        'Give a Uint8Array, an ArrayBuffer, a Blob or a File; paths are for @stock-analyzer/etl in Node.',
    });
  }
  if (size > limits.fileBytes) throw tooLarge(`The file has ${size} bytes`, 'fileBytes', limits);
  if (input instanceof Blob) {
    return {
      start: await blobBytes(input.slice(0, START_SIZE)),
      input,
      bytes: () => blobBytes(input),
    };
  }
  // A Node Buffer becomes the plain array that it is, since its slice() does not copy.
  const isView = input instanceof Uint8Array;
  return bytesFile(isView ? new Uint8Array(input.buffer, input.byteOffset, size) : new Uint8Array(input));
}

/** A file whose bytes are in memory. */
export function bytesFile(bytes: Uint8Array): WorkbookFile {
  return { start: bytes.subarray(0, START_SIZE), input: bytes, bytes: async () => bytes };
}

async function blobBytes(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    throw new EtlError({
      code: 'UNREADABLE',
      message: 'The file cannot be read',
      advice: 'It may have been changed or moved since it was chosen: choose it again.',
      retryable: true,
      cause,
    });
  }
}
