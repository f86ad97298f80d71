import { readFile } from 'node:fs/promises';
import { CliError } from './errors';

/**
 * Parses a JSON file that was named on the command line; undefined if it is no JSON.
 *
 * @throws CliError `CANNOT_READ`
 */
export async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new CliError({
      code: 'CANNOT_READ',
      message: `The file cannot be opened (${(cause as NodeJS.ErrnoException).code})`,
      place: { file: path },
      advice: 'Check the path and its permissions.',
      cause,
    });
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
