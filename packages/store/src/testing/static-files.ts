import type { Dataset } from '@stock-analyzer/schema';
import { datasetJson, type ReleaseEntry } from '@stock-analyzer/store/json';

/** Something that files are written to. */
export interface FileSink {
  set(path: string, data: string | Uint8Array): unknown;
}

/** What a published release is. */
export interface StaticRelease {
  readonly id: string;
  readonly dataset: Dataset;
  readonly stagedAt?: string;
  readonly releasedAt?: string;
  /** Its companies as a file. Default: JSON in rows. */
  readonly file?: CompaniesFile;
}

/** A file of companies: its name, and how it is made. */
export interface CompaniesFile {
  readonly name: string;
  readonly make: (dataset: Dataset, releaseId: string) => string | Uint8Array;
}

const ROWS: CompaniesFile = {
  name: 'companies.json',
  make: (dataset, releaseId) => datasetJson(dataset, { releaseId }),
};

/** Publishes releases to a static folder as a pipeline does: the last of them is current. */
export function writeStaticFolder(files: FileSink, releases: readonly StaticRelease[]): void {
  const entries = releases.map((release) => writeStaticRelease(files, release));
  const current = entries.at(-1);
  const pointer = { ...(current ?? { release_id: null }), index: 'releases.json' };
  const byDate = [...entries].sort((a, b) => (a.as_of < b.as_of ? -1 : a.as_of > b.as_of ? 1 : 0));
  files.set('current.json', JSON.stringify(pointer));
  if (current) files.set('releases.json', JSON.stringify({ current: current.release_id, releases: byDate }));
}

/** Writes the folder of one release. */
export function writeStaticRelease(files: FileSink, release: StaticRelease): ReleaseEntry {
  const { id, dataset, file = ROWS, releasedAt = '2025-10-11T00:00:00.000Z' } = release;
  const path = `releases/${id}`;
  files.set(`${path}/${file.name}`, file.make(dataset, id));
  return {
    release_id: id,
    as_of: dataset.asOf,
    path,
    released_at: releasedAt,
    created_at: release.stagedAt ?? releasedAt,
    month: dataset.month,
    companies: dataset.fields.rowCount,
    files: [file.name],
  };
}
