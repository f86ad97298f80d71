import { type StoreError, storeError } from '../errors';
import type { ReleaseInfo } from './types';

/** The id of another dataset is asked for. */
export function releaseConflict({ id, asOf, companies }: ReleaseInfo): StoreError {
  return storeError(
    'RELEASE_CONFLICT',
    `Release "${id}" is there already, of ${asOf} with ${companies} companies, and is not this dataset`,
    'Give this one an id of its own: a stored snapshot never changes.',
  );
}
