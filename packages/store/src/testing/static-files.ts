import { gzipSync } from 'node:zlib';
import type { Dataset } from '@stock-analyzer/schema';
import { encodeDataset } from '@stock-analyzer/store/columns';
import { datasetJson, type JsonForm, type ReleaseEntry } from '@stock-analyzer/store/json';

/** Something that files are written to. */
export interface FileSink {
  set(path: string, data: string | Uint8Array): unknown;
}

/** What a published release is, apart from its companies. */
export interface StaticRelease {
  readonly id: string;
  readonly dataset: Dataset;
  /** `packed` is the column file. */
  readonly form?: JsonForm | 'packed';
  readonly releasedAt?: string;
}

/** Publishes releases to a static folder as a pipeline does; the last of them is current unless one is named. */
export function writeStaticFolder(
  files: FileSink,
  releases: readonly StaticRelease[],
  current = releases.at(-1)?.id,
): void {
  const entries = releases.map((release) => writeStaticRelease(files, release));
  const found = entries.find(({ release_id }) => release_id === current);
  if (!found) return;
  files.set('current.json', JSON.stringify({ ...found, index: 'releases.json' }));
  files.set('releases.json', JSON.stringify({ current, releases: entries }));
}

/** Writes the folder of one release. */
export function writeStaticRelease(
  files: FileSink,
  { id, dataset, form = 'rows', releasedAt = '2025-10-11T00:00:00.000Z' }: StaticRelease,
): ReleaseEntry {
  const path = `releases/${id}`;
  const packed = form === 'packed';
  files.set(
    `${path}/${packed ? 'companies.columns.gz' : 'companies.json'}`,
    packed
      ? gzipSync(encodeDataset(dataset, { releaseId: id, stagedAt: releasedAt }))
      : datasetJson(dataset, { releaseId: id, form }),
  );
  return {
    release_id: id,
    as_of: dataset.asOf,
    path,
    released_at: releasedAt,
    created_at: releasedAt,
    month: dataset.month,
    companies: dataset.fields.rowCount,
    files: [packed ? 'companies.columns.gz' : 'companies.json'],
  };
}
