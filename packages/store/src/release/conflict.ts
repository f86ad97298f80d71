import type { Dataset } from '@stock-analyzer/schema';
import { releaseIdOf } from '../dataset/release-id';
import { storeError } from '../errors';
import type { ReleaseInfo } from './types';

/**
 * Throws if a dataset asks for the id of another one.
 *
 * @throws StoreError `RELEASE_CONFLICT`.
 */
export function refuseOther({ id, asOf, companies }: ReleaseInfo, stored: Dataset, given: Dataset): void {
  if (releaseIdOf(stored) === releaseIdOf(given)) return;
  throw storeError(
    'RELEASE_CONFLICT',
    `Release "${id}" is there already, of ${asOf} with ${companies} companies, and is not this dataset`,
    'Give this one an id of its own: a stored snapshot never changes.',
  );
}
