import { SchemaError } from '@stock-analyzer/schema';
import { contradiction, type FileBounds } from './content';
import { datasetFrom, type FileDataset, type JsonAssumptions } from './dataset';
import { parseJson } from './json-text';
import { contentOf } from './parse-file';

/** The dataset of a file of companies, from the value of its JSON. */
export async function datasetOfJson(
  value: unknown,
  assumed: JsonAssumptions,
  bounds: FileBounds,
): Promise<FileDataset> {
  try {
    return await datasetFrom(contentOf(value, bounds), assumed, bounds);
  } catch (error) {
    // Two names that are one once they are as every store keeps them.
    if (error instanceof SchemaError) throw contradiction(error.message, bounds);
    throw error;
  }
}

/** The dataset of a file of companies. */
export async function datasetOfFile(
  bytes: Uint8Array,
  assumed: JsonAssumptions,
  bounds: FileBounds,
): Promise<FileDataset> {
  return datasetOfJson(parseJson(bytes, bounds.file), assumed, bounds);
}
