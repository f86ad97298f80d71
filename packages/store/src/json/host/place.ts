import type { ReleaseInfo } from '../../release/types';
import type { FileDataset, JsonAssumptions } from '../read/dataset';
import type { Reader } from './reader';

/** A place of static files that holds releases: a folder with a pointer, or one file. */
export interface JsonPlace {
  /** Whether weeks before the current one can be read. */
  readonly history: boolean;
  /** Asks the host what is current now. A mix was seen: only the host may answer (`new`). */
  check(from: 'checked' | 'new'): Promise<void>;
  /** The release that was current at the last check; null before the first. */
  current(): Promise<ReleaseInfo | null>;
  releases(): Promise<ReleaseInfo[]>;
  /** The dataset of a release that was listed or current once. */
  dataset(release: ReleaseInfo): Promise<FileDataset>;
}

/** What a place reads with. */
export interface PlaceContext {
  readonly read: Reader;
  readonly assumed: JsonAssumptions;
  readonly maxBytes: number;
}
