import { StoreError, type StoreErrorCode } from '../../errors';
import { unknownRelease } from '../../release/current';
import type { ReleaseInfo } from '../../release/types';
import type { FileDataset } from '../read/dataset';
import { datasetOfFile } from '../read/decode';
import { parseJson } from '../read/json-text';
import type { JsonPlace, PlaceContext } from './place';
import {
  type CurrentPointer,
  indexFrom,
  infoOf,
  isPointer,
  type NothingReleased,
  type ReleaseEntry,
  type ReleaseIndex,
} from './pointer';
import type { ReadFile, Version } from './reader';

/** How often pointer and index are read again before the pointer is believed alone. */
const TRIES = 3;
/** How many releases that were current once stay readable where there is no index. */
const REMEMBERED = 16;
/** What another form of the same companies may make good. */
const NEXT_FORM: readonly StoreErrorCode[] = ['CANNOT_OPEN', 'CORRUPT', 'NOT_A_STORE', 'NEWER_FORMAT'];

type Pointer = CurrentPointer | NothingReleased;

/** The folder that a pipeline publishes to: a pointer, release folders that never change, and an index of them. */
export class FolderPlace implements JsonPlace {
  readonly #url: string;
  readonly #context: PlaceContext;
  #pointer: Pointer;
  #version: Version;
  #index: { readonly value: ReleaseIndex; readonly version: Version } | undefined;
  /** Whether the index was read since the pointer was checked. */
  #indexed = false;
  readonly #once = new Map<string, ReleaseEntry>();

  constructor(url: string, context: PlaceContext, pointer: Pointer, version: Version) {
    this.#url = url;
    this.#context = context;
    this.#pointer = pointer;
    this.#version = version;
    this.#remember(pointer);
  }

  get history(): boolean {
    return this.#pointer.index !== undefined;
  }

  async check(from: 'checked' | 'new'): Promise<void> {
    const found = await this.#context.read(this.#url, { from, known: this.#version });
    this.#indexed = false;
    if (!found) return;
    const pointer = parseJson(found.bytes, this.#url);
    if (!isPointer(pointer)) throw noPointer(this.#url);
    this.#pointer = pointer;
    this.#version = found.version;
    this.#remember(pointer);
  }

  async current(): Promise<ReleaseInfo | null> {
    return this.#pointer.release_id === null ? null : this.#info(this.#pointer);
  }

  async releases(): Promise<ReleaseInfo[]> {
    const entries = [...(await this.#entries())].sort((a, b) =>
      a.as_of < b.as_of ? -1 : a.as_of > b.as_of ? 1 : 0,
    );
    const found: ReleaseInfo[] = [];
    for (const entry of entries) found.push(await this.#info(entry));
    return found;
  }

  async dataset({ id }: ReleaseInfo): Promise<FileDataset> {
    const entry =
      this.#index?.value.releases.find(({ release_id }) => release_id === id) ?? this.#once.get(id);
    if (!entry) throw unknownRelease(`There is no release "${id}"`);
    return this.#read(entry);
  }

  /** Every release. An index of another moment than the pointer's is a mix: both are read again. */
  async #entries(): Promise<readonly ReleaseEntry[]> {
    for (let tried = 0; ; tried++) {
      const pointer = this.#pointer;
      if (pointer.release_id === null) return [];
      const from = tried === 0 ? 'checked' : 'new';
      const index = pointer.index === undefined ? undefined : await this.#readIndex(pointer.index, from);
      if (!index) return [pointer];
      if (index.current === pointer.release_id) return index.releases;
      if (tried === TRIES) {
        return [...index.releases.filter(({ release_id }) => release_id !== pointer.release_id), pointer];
      }
      await this.check('new');
    }
  }

  /** Undefined: it is not there (yet). */
  async #readIndex(path: string, from: 'checked' | 'new'): Promise<ReleaseIndex | undefined> {
    const held = this.#index;
    if (this.#indexed) return held?.value;
    const url = this.#below(path);
    try {
      const found = await this.#context.read(url, { from, ...(held && { known: held.version }) });
      if (found) this.#index = { value: indexFrom(parseJson(found.bytes, url), url), version: found.version };
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'CANNOT_OPEN')) throw error;
      this.#index = undefined;
    }
    this.#indexed = true;
    return this.#index?.value;
  }

  async #info(entry: ReleaseEntry): Promise<ReleaseInfo> {
    const current = entry.release_id === this.#pointer.release_id;
    const known = infoOf(entry, current);
    if (known) return known;
    const { dataset } = await this.#read(entry);
    const told = { ...entry, month: dataset.month, companies: dataset.fields.rowCount };
    // The next question need not read the file again.
    if (current) this.#pointer = { ...this.#pointer, ...told };
    this.#remember(told);
    return infoOf(told, current)!;
  }

  /** The companies of a release, from the first of its files that can be read. */
  async #read(entry: ReleaseEntry): Promise<FileDataset> {
    let problem: unknown;
    for (const name of entry.files ?? ['companies.json']) {
      try {
        return await this.#readFile(entry, this.#below(`${entry.path}/${name}`));
      } catch (error) {
        problem ??= error;
        if (!(error instanceof StoreError && NEXT_FORM.includes(error.code))) throw error;
      }
    }
    throw problem;
  }

  /** A cache that gives the file of another release is asked past. */
  async #readFile({ release_id }: ReleaseEntry, url: string): Promise<FileDataset> {
    const { assumed, maxBytes, read } = this.#context;
    for (const from of ['any', 'new'] as const) {
      const { bytes } = (await read(url, { from })) as ReadFile;
      const file = await datasetOfFile(bytes, assumed, { file: url, maxCells: maxBytes });
      if (file.releaseId === null || file.releaseId === release_id) return file;
    }
    throw new StoreError({
      code: 'STALE_RELEASE',
      message: `The file is not of release "${release_id}"`,
      place: { file: url },
      advice: 'The place is being written to, or its copy is incomplete: try again, or copy it again.',
      retryable: true,
    });
  }

  #below(path: string): string {
    return new URL(path, this.#url).href;
  }

  #remember(entry: ReleaseEntry | NothingReleased): void {
    if (entry.release_id === null) return;
    this.#once.delete(entry.release_id);
    if (this.#once.size === REMEMBERED) this.#once.delete(this.#once.keys().next().value!);
    this.#once.set(entry.release_id, entry);
  }
}

function noPointer(file: string): StoreError {
  return new StoreError({
    code: 'CORRUPT',
    message: 'The file points to no release any more',
    place: { file },
    advice: 'Something else wrote to it: publish again.',
  });
}
