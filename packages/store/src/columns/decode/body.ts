import { damaged } from './file';

/** The bytes of the body, taken from front to back as the header tells. */
export class Body {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** All of it: no column has more rows, for each takes a byte at least. */
  get length(): number {
    return this.#bytes.length;
  }

  /** How much is left: nothing can be longer. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  take(length: number): Uint8Array {
    if (!(length >= 0 && length <= this.left)) throw damaged('its header tells of more than there is');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

/** A count that the header gives, checked. */
export function countOf(value: unknown, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw damaged(`its header has ${JSON.stringify(value)} for a count of at most ${most}`);
}

/** Makes something when it is first asked for, and once. */
export function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** An object some of whose properties are made when they are first looked at. */
export function lazily<Base extends object, Lazy extends object>(
  base: Base,
  makers: { readonly [Key in keyof Lazy]: () => Lazy[Key] },
): Base & Readonly<Lazy> {
  for (const key in makers) {
    Object.defineProperty(base, key, { get: once(makers[key]), enumerable: true, configurable: true });
  }
  return base as Base & Lazy;
}
