import { SchemaError } from '@stock-analyzer/schema';
import { StoreError } from '../../errors';
import { contradiction, type FileBounds } from './content';
import { datasetFrom, type FileDataset, type JsonAssumptions, knownByTicker } from './dataset';
import { parseJson } from './json-text';
import { contentOf } from './parse-file';

/**
 * The dataset of a file of companies: JSON in any of its forms, or a column file.
 *
 * @throws StoreError `NOT_A_STORE`, `CORRUPT`, `INVALID_DATASET`, `NEWER_FORMAT`, `TOO_LARGE`.
 */
export async function datasetOfFile(
  bytes: Uint8Array,
  assumed: JsonAssumptions,
  bounds: FileBounds,
): Promise<FileDataset> {
  // The first byte of a column file, which no text begins with.
  if (bytes[0] === 0x89) return datasetOfColumns(bytes, bounds);
  const content = contentOf(parseJson(bytes, bounds.file), bounds);
  try {
    return await datasetFrom(content, assumed, bounds);
  } catch (error) {
    // Two names that are one once they are as every store keeps them.
    if (error instanceof SchemaError) throw contradiction(error.message, bounds);
    throw error;
  }
}

async function datasetOfColumns(bytes: Uint8Array, { file }: FileBounds): Promise<FileDataset> {
  const { decodeDataset, decodeHeader } = await import('../../columns/decode/dataset');
  try {
    const { id, stagedAt } = decodeHeader(bytes);
    return { ...knownByTicker(decodeDataset(bytes), []), releaseId: id, generatedAt: stagedAt };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const { code, problem, advice, cause } = error;
    throw new StoreError({ code, message: problem, place: { file }, ...(advice && { advice }), cause });
  }
}
