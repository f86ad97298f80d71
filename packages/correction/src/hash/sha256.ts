/** The first 32 bits of the fractions of the cube roots of the first 64 primes, and of the square roots of eight. */
const ROUNDS = /* @__PURE__ */ rootsOfPrimes(Math.cbrt, 64);
const START = /* @__PURE__ */ rootsOfPrimes(Math.sqrt, 8);

/** Bytes gathered before they are worked in, and room beyond them for what is written at once, or fills the last block. */
const GATHERED = 1024;
const ROOM = 72;

/**
 * SHA-256 (FIPS 180-4) of values written one after the other, little-endian. Works in browsers without a
 * secure context, at once and without allocating what it hashes.
 */
export class Sha256 {
  private readonly bytes = new Uint8Array(GATHERED + ROOM);
  private readonly view = new DataView(this.bytes.buffer);
  private readonly state = new Int32Array(START);
  private readonly words = new Int32Array(64);
  private gathered = 0;
  private worked = 0;

  byte(value: number): void {
    this.bytes[this.gathered] = value;
    this.advance(1);
  }

  int32(value: number): void {
    this.view.setInt32(this.gathered, value, true);
    this.advance(4);
  }

  /** The eight bytes of a double; every NaN is written alike. */
  double(value: number): void {
    this.view.setFloat64(this.gathered, value, true);
    if (Number.isNaN(value)) {
      this.view.setUint32(this.gathered, 0, true);
      this.view.setUint32(this.gathered + 4, 0x7ff80000, true);
    }
    this.advance(8);
  }

  /** Length and UTF-16 units: a lone surrogate stays what it is, which UTF-8 could not say. */
  text(value: string): void {
    this.int32(value.length);
    for (let index = 0; index < value.length; index++) {
      this.view.setUint16(this.gathered, value.charCodeAt(index), true);
      this.advance(2);
    }
  }

  /** The 32 bytes of another digest. */
  digested(digest: Uint8Array): void {
    this.bytes.set(digest, this.gathered);
    this.advance(digest.length);
  }

  /** The hash of what was written since the last one. */
  digest(): Uint8Array {
    const { bytes, view, state, gathered } = this;
    const bits = (this.worked + gathered) * 8;
    const end = Math.ceil((gathered + 9) / 64) * 64;
    bytes.fill(0, gathered, end);
    bytes[gathered] = 0x80;
    view.setUint32(end - 8, bits / 2 ** 32);
    view.setUint32(end - 4, bits);
    for (let at = 0; at < end; at += 64) this.work(at);
    const digest = new DataView(new ArrayBuffer(32));
    for (let at = 0; at < 8; at++) digest.setInt32(4 * at, state[at]!);
    state.set(START);
    this.gathered = 0;
    this.worked = 0;
    return new Uint8Array(digest.buffer);
  }

  private advance(bytes: number): void {
    this.gathered += bytes;
    if (this.gathered < GATHERED) return;
    for (let at = 0; at < GATHERED; at += 64) this.work(at);
    this.bytes.copyWithin(0, GATHERED, this.gathered);
    this.gathered -= GATHERED;
    this.worked += GATHERED;
  }

  private work(at: number): void {
    const { state, view, words } = this;
    for (let t = 0; t < 16; t++) words[t] = view.getInt32(at + 4 * t);
    for (let t = 16; t < 64; t++) {
      const near = words[t - 2]!;
      const far = words[t - 15]!;
      const small0 = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
      const small1 = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
      words[t] = words[t - 16]! + small0 + words[t - 7]! + small1;
    }
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    let e = state[4]!;
    let f = state[5]!;
    let g = state[6]!;
    let h = state[7]!;
    for (let t = 0; t < 64; t++) {
      const big1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const one = (h + big1 + ((e & f) ^ (~e & g)) + ROUNDS[t]! + words[t]!) | 0;
      const big0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const two = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    state[0]! += a;
    state[1]! += b;
    state[2]! += c;
    state[3]! += d;
    state[4]! += e;
    state[5]! += f;
    state[6]! += g;
    state[7]! += h;
  }
}

function turned(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function rootsOfPrimes(root: (prime: number) => number, count: number): Int32Array {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number++)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  return Int32Array.from(primes, (prime) => (root(prime) % 1) * 2 ** 32);
}
