import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { StockAnalyzerError } from '@stock-analyzer/schema';
import { CliError } from './errors';

/**
 * Writes a file so that its path never holds a part of it.
 *
 * @param text whole, or piece by piece
 * @param signal ends the writing between two pieces
 * @throws CliError `CANNOT_WRITE`; what the pieces throw
 */
export async function writeWhole(
  path: string,
  text: string | Iterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  const neighbour = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const file = await open(neighbour, 'wx');
    try {
      await writeFile(file, text, { signal });
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(neighbour, path);
  } catch (cause) {
    await rm(neighbour, { force: true }).catch(() => {});
    if (cause instanceof StockAnalyzerError) throw cause;
    throw new CliError({
      code: 'CANNOT_WRITE',
      message: `The file cannot be written (${codeOf(cause)})`,
      place: { file: path },
      advice: 'Check that its folder is there and may be written to.',
      cause,
    });
  }
}

/**
 * Makes a folder if it is not there.
 *
 * @throws CliError `CANNOT_WRITE`
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    throw new CliError({
      code: 'CANNOT_WRITE',
      message: `The folder cannot be made (${codeOf(cause)})`,
      place: { file: path },
      advice: 'Give another with --out.',
      cause,
    });
  }
}

function codeOf(cause: unknown): string | undefined {
  return (cause as NodeJS.ErrnoException).code;
}
