import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { EtlError } from '../errors';
import { unknownRelease } from './publish';
import { readCurrent } from './release-folder';

/**
 * Path of a quality report.
 *
 * @param id of a release, or of a run that made none; default: the current release.
 * @throws EtlError `UNKNOWN_RELEASE` if there is no such release or run.
 * @example
 * ```ts
 * import { findReport } from '@stock-analyzer/etl';
 *
 * const error = await findReport('an/empty/folder', undefined, 'html').catch((thrown: unknown) => thrown);
 * (error as Error).message; // → 'Nothing was released in an/empty/folder yet. Process a week first.'
 * ```
 */
export async function findReport(
  out: string,
  id: string | undefined,
  format: 'html' | 'md' | 'json',
): Promise<string> {
  const wanted = id ?? (await readCurrent(out))?.release_id;
  if (wanted === undefined) {
    throw new EtlError({
      code: 'UNKNOWN_RELEASE',
      message: `Nothing was released in ${out} yet`,
      advice: 'Process a week first.',
    });
  }
  if (/^[\w-]+$/.test(wanted)) {
    for (const folder of ['releases', 'runs']) {
      const path = join(out, folder, wanted, `quality_report.${format}`);
      if (await isThere(path)) return path;
    }
  }
  throw await unknownRelease(out, wanted);
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
