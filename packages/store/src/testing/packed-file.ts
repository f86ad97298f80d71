import { gzipSync } from 'node:zlib';
import { storableDataset } from '@stock-analyzer/store';
import { encodeDataset } from '@stock-analyzer/store/columns';
import type { CompaniesFile } from './static-files';

/** The compressed column file. */
export const PACKED: CompaniesFile = {
  name: 'companies.columns.gz',
  make: (dataset, releaseId) =>
    gzipSync(encodeDataset(storableDataset(dataset), { releaseId, stagedAt: '2025-10-11T00:00:00.000Z' })),
};
