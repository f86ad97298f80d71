import { releaseIdOf } from '../../dataset/release-id';
import { unknownRelease } from '../../release/current';
import type { ReleaseInfo } from '../../release/types';
import type { FileDataset } from '../read/dataset';
import { datasetOfFile } from '../read/decode';
import type { JsonPlace, PlaceContext } from './place';
import { instant } from './pointer';
import type { ReadFile, Version } from './reader';

interface Held {
  readonly version: Version;
  readonly file: FileDataset;
  readonly info: ReleaseInfo;
}

/** One file under a fixed name, which is replaced by the next week's. */
export class FilePlace implements JsonPlace {
  readonly history = false;
  readonly #url: string;
  readonly #context: PlaceContext;
  #held: Held;

  private constructor(url: string, context: PlaceContext, held: Held) {
    this.#url = url;
    this.#context = context;
    this.#held = held;
  }

  static async open(url: string, context: PlaceContext, first: ReadFile): Promise<FilePlace> {
    return new FilePlace(url, context, await hold(url, context, first));
  }

  async check(from: 'checked' | 'new'): Promise<void> {
    const found = await this.#context.read(this.#url, { from, known: this.#held.version });
    if (found) this.#held = await hold(this.#url, this.#context, found);
  }

  async current(): Promise<ReleaseInfo> {
    return this.#held.info;
  }

  async releases(): Promise<ReleaseInfo[]> {
    return [this.#held.info];
  }

  async dataset({ id }: ReleaseInfo): Promise<FileDataset> {
    if (id === this.#held.info.id) return this.#held.file;
    throw unknownRelease(`The file does not hold release "${id}" any more`);
  }
}

async function hold(url: string, context: PlaceContext, { bytes, version }: ReadFile): Promise<Held> {
  const bounds = { file: url, maxCells: context.maxBytes };
  const file = await datasetOfFile(bytes, context.assumed, bounds);
  const { dataset, releaseId, generatedAt } = file;
  const { asOf, month, fields } = dataset;
  const at = instant(generatedAt) ?? instant(version.modified) ?? `${asOf}T00:00:00.000Z`;
  const info = {
    id: releaseId ?? releaseIdOf(dataset),
    asOf,
    month,
    companies: fields.rowCount,
    stagedAt: at,
    releasedAt: at,
    current: true,
  };
  return { version, file, info };
}
