import { ELSEWHERE, MAX_DECIMALS, MISSING, type NumberPart, powerOfTen, RAW } from '../format';

/** What a number takes that is stored as a double, compressed. */
const RAW_BITS = 61;

/** A layer takes time to read: it is made only where it takes less than this part of the bits. */
const WORTH = 0.93;

/** How many numbers are looked at to choose how all are stored. */
const SAMPLE = 2048;

/** Writes numbers, NaN where there is none, in as few compressed bytes as it takes to have them back exactly. */
export function encodeNumbers(values: Float64Array, chunks: Uint8Array[]): NumberPart[] {
  const parts: NumberPart[] = [];
  for (let left = values; left.length > 0; ) {
    const { decimals, width } = cheapest(left);
    if (width === RAW) {
      parts.push([0, RAW, left.length, left.length]);
      chunks.push(rawBytes(left));
      break;
    }
    const { bytes, held, further } = layerOf(left, wholesOf(left, decimals), width);
    parts.push([decimals, width, left.length, held]);
    chunks.push(bytes);
    left = further;
  }
  return parts;
}

/**
 * How the numbers take the fewest bits: as whole numbers of so many bytes over a power of ten, or as doubles. Bits
 * are those that a code of whole bytes, such as gzip's, needs for the bytes of each plane.
 */
function cheapest(values: Float64Array): { decimals: number; width: number } {
  const step = Math.ceil(values.length / SAMPLE);
  const sample = values.filter((_, row) => row % step === 0);
  const present = sample.filter((value) => !Number.isNaN(value)).length;
  const best = { decimals: 0, width: present === 0 ? 1 : RAW, bits: present * RAW_BITS * WORTH };
  for (let decimals = 0; decimals <= MAX_DECIMALS; decimals++) {
    const wholes = wholesOf(sample, decimals);
    const fitting = fittingBy(wholes);
    let unfit = present;
    for (let width = 1; width < RAW && unfit > 0; width++) {
      const left = present - fitting[width]!;
      // What does not fit may take more than the best already, whatever the rest takes.
      const isHopeless = left * RAW_BITS >= best.bits;
      if (left === unfit || isHopeless) continue;
      unfit = left;
      const { bytes, held } = layerOf(sample, wholes, width);
      let bits = unfit * RAW_BITS + entropy(bytes.subarray(0, sample.length));
      for (let at = sample.length; at < bytes.length; at += held)
        bits += entropy(bytes.subarray(at, at + held));
      if (bits < best.bits) Object.assign(best, { decimals, width, bits });
    }
    if (unfit === 0) break;
  }
  return best;
}

/** By width: how many of the whole numbers a layer of it holds. */
function fittingBy(wholes: Float64Array): Float64Array {
  const counts = new Float64Array(RAW);
  for (let at = 0; at < wholes.length; at++) {
    const whole = wholes[at]!;
    for (let width = 1, scale = 1; width < RAW; width++, scale *= 256) {
      if (!(whole < 128 * scale && whole >= (ELSEWHERE + 1) * scale)) continue;
      counts[width]!++;
      break;
    }
  }
  for (let width = 2; width < RAW; width++) counts[width]! += counts[width - 1]!;
  return counts;
}

/** The whole numbers that fit into so many bytes: from the first, below the second. */
function bounds(width: number): [from: number, to: number] {
  const scale = 256 ** (width - 1);
  return [(ELSEWHERE + 1) * scale, 128 * scale];
}

/** How many bits some bytes take by the frequencies of each byte. */
function entropy(bytes: Uint8Array): number {
  const times = new Float64Array(256);
  for (let at = 0; at < bytes.length; at++) times[bytes[at]!]!++;
  let bits = 0;
  for (const time of times) if (time > 0) bits -= time * Math.log2(time / bytes.length);
  return bits;
}

/** The whole numbers that give exactly the values when they are divided by the power of ten; NaN where none does. */
function wholesOf(values: Float64Array, decimals: number): Float64Array {
  const power = powerOfTen(decimals);
  const wholes = new Float64Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    // Plus 0, so that −0 is no whole number.
    const whole = Math.round(value * power) + 0;
    const isExact = Math.abs(whole) <= Number.MAX_SAFE_INTEGER && Object.is(whole / power, value);
    wholes[at] = isExact ? whole : Number.NaN;
  }
  return wholes;
}

/**
 * First the top byte of each number, or what says that it is missing or further; then, of the numbers that fit
 * only, all second bytes, all third ones and so on: bytes of one kind stand together, and compress.
 */
function layerOf(values: Float64Array, wholes: Float64Array, width: number) {
  const { length } = values;
  const scale = 256 ** (width - 1);
  const [from, to] = bounds(width);
  const tops = new Uint8Array(length);
  const held = new Float64Array(length);
  const further = new Float64Array(length);
  let [holds, rest] = [0, 0];
  for (let row = 0; row < length; row++) {
    const whole = wholes[row]!;
    if (whole >= from && whole < to) {
      held[holds++] = whole;
      tops[row] = Math.floor(whole / scale);
    } else if (Number.isNaN(values[row]!)) tops[row] = MISSING;
    else {
      further[rest++] = values[row]!;
      tops[row] = ELSEWHERE;
    }
  }
  const bytes = new Uint8Array(length + holds * (width - 1));
  bytes.set(tops);
  for (let plane = 1, at = length; plane < width; plane++) {
    const unit = scale / 256 ** plane;
    for (let index = 0; index < holds; index++) bytes[at++] = Math.floor(held[index]! / unit);
  }
  return { bytes, held: holds, further: further.slice(0, rest) };
}

function rawBytes(values: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * RAW));
  values.forEach((value, row) => {
    view.setFloat64(row * RAW, value, true);
  });
  return new Uint8Array(view.buffer);
}
