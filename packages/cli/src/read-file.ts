import { readFile } from 'node:fs/promises';
import { CliError } from './errors';

/**
 * The text of a file that was named on the command line.
 *
 * @throws CliError `CANNOT_READ`
 */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new CliError({
      code: 'CANNOT_READ',
      message: `The file cannot be opened (${(cause as NodeJS.ErrnoException).code})`,
      place: { file: path },
      advice: 'Check the path and its permissions.',
      cause,
    });
  }
}

/**
 * Parses a JSON file that was named on the command line; undefined if it is no JSON.
 *
 * @throws CliError `CANNOT_READ`
 */
export async function readJson(path: string): Promise<unknown> {
  const text = await readTextFile(path);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
