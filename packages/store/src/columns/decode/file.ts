import { StoreError } from '../../errors';
import { AT, FORMAT, MAGIC, PREAMBLE_BYTES } from '../format';
import { xxh32 } from '../xxhash';

/** The error of a file that is not what was written, with what is wrong in it. */
export function damaged(problem: string, cause?: unknown): StoreError {
  return new StoreError({
    code: 'CORRUPT',
    message: `The column file is damaged: ${problem}`,
    advice: 'Get it again, or write it anew.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Runs what reads parsed JSON: whatever goes wrong on the way is the file's fault. */
export function guarded<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof StoreError ? error : damaged('its header is not one', error);
  }
}

/** The preamble of a file, checked: where the parts are, and what their bytes must hash to. */
export class ColumnFile {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const isOurs = MAGIC.every((byte, at) => at >= bytes.length || bytes[at] === byte);
    const isWhole = bytes.length >= PREAMBLE_BYTES && this.#matches(AT.format, AT.hash, AT.hash);
    if (!isOurs && !isWhole) {
      throw new StoreError({
        code: 'NOT_A_STORE',
        message: 'This is no column file',
        advice:
          'See what the address really gave: a page that tells of an error, perhaps, or bytes still compressed.',
      });
    }
    if (!isOurs || !isWhole) throw damaged('its first bytes have changed');
    const format = this.#word(AT.format);
    if (format > FORMAT) {
      throw new StoreError({
        code: 'NEWER_FORMAT',
        message: `The column file has format ${format}, this version reads up to ${FORMAT}`,
        advice: 'Update @stock-analyzer/store.',
      });
    }
  }

  /** The header, parsed. Needs no more of the file than its beginning. */
  header(): unknown {
    const end = this.#bodyAt();
    if (end > this.#bytes.length || !this.#matches(PREAMBLE_BYTES, end, AT.headerHash)) {
      throw damaged('its header has changed');
    }
    return guarded(() => JSON.parse(utf8(this.#bytes.subarray(PREAMBLE_BYTES, end))));
  }

  body(): Uint8Array {
    const start = this.#bodyAt();
    const end = start + this.#word(AT.bodyBytes);
    if (end !== this.#bytes.length) {
      throw damaged(`it has ${this.#bytes.length} bytes instead of ${end}`);
    }
    if (!this.#matches(start, end, AT.bodyHash)) throw damaged('its values have changed');
    return this.#bytes.subarray(start);
  }

  #bodyAt(): number {
    return PREAMBLE_BYTES + this.#word(AT.headerBytes);
  }

  #word(at: number): number {
    return this.#view.getUint32(at, true);
  }

  #matches(start: number, end: number, hashAt: number): boolean {
    return xxh32(this.#bytes.subarray(start, end)) === this.#word(hashAt);
  }
}

/** Bytes as text; an error if they are not UTF-8. */
export function utf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}
