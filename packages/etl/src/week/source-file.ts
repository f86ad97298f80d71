import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { EtlError } from '../errors';
import type { WeekOptions } from './options';

/** The bytes of a week and what is known of them. */
export interface SourceFile {
  readonly bytes: Uint8Array;
  /** Absolute path; null for bytes that came without one. */
  readonly path: string | null;
  readonly file: string | null;
  readonly sha256: string;
  readonly modifiedAt: string | null;
}

/**
 * Reads the input once and hashes exactly the bytes that are going to be parsed.
 *
 * @throws EtlError `UNREADABLE`; `SOURCE_CHANGED` if the bytes are not the expected ones.
 */
export async function openSource(
  input: string | Uint8Array,
  { name, expectedSha256 }: Pick<WeekOptions, 'name' | 'expectedSha256'>,
): Promise<SourceFile> {
  const source = await readSource(input, name);
  if (expectedSha256 !== undefined && source.sha256 !== expectedSha256) {
    throw new EtlError({
      code: 'SOURCE_CHANGED',
      message: 'The file has other bytes than when the run was held',
      ...(source.path !== null && { place: { file: source.path } }),
      advice: 'Run the file again instead of approving the old run.',
    });
  }
  return source;
}

async function readSource(input: string | Uint8Array, name: string | undefined): Promise<SourceFile> {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  if (typeof input !== 'string') {
    return { bytes: input, path: null, file: name ?? null, sha256: sha256(input), modifiedAt: null };
  }
  try {
    const [bytes, { mtime }] = await Promise.all([readFile(input), stat(input)]);
    return {
      bytes,
      path: resolve(input),
      file: name ?? basename(input),
      sha256: sha256(bytes),
      modifiedAt: mtime.toISOString(),
    };
  } catch (cause) {
    throw new EtlError({
      code: 'UNREADABLE',
      message: 'This file cannot be read',
      place: { file: input },
      advice: 'Check the path and its permissions.',
      cause,
    });
  }
}
