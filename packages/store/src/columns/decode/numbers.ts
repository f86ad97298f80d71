import { ELSEWHERE, MAX_DECIMALS, MISSING, powerOfTen, RAW } from '../format';
import { type Body, countOf } from './body';
import { damaged } from './file';

interface Layer {
  readonly decimals: number;
  readonly width: number;
  readonly count: number;
  readonly held: number;
  readonly bytes: Uint8Array;
}

/** Takes a list of numbers from the body; they are put together when the function given back is called. */
export function takeNumbers(body: Body, parts: unknown, rows: number): () => Float64Array {
  if (!Array.isArray(parts)) throw damaged('its header lacks the parts of a column');
  let most = rows;
  const layers = parts.map((part): Layer => {
    const decimals = countOf(part[0], MAX_DECIMALS);
    const width = countOf(part[1], RAW);
    const count = countOf(part[2], most);
    const held = countOf(part[3], count);
    if (width === 0 || count === 0) throw damaged(MISFIT);
    most = count - held;
    const bytes = body.take(width === RAW ? count * RAW : count + held * (width - 1));
    return { decimals, width, count, held, bytes };
  });
  if ((layers[0]?.count ?? 0) !== rows) throw damaged(MISFIT);
  return () => layers.reduceRight<Float64Array>((further, layer) => layerValues(layer, further), NONE);
}

const MISFIT = 'the parts of a column do not go together';

const NONE = new Float64Array(0);

function layerValues({ decimals, width, count, held, bytes }: Layer, further: Float64Array): Float64Array {
  const values = new Float64Array(count);
  if (width === RAW) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let row = 0; row < count; row++) values[row] = view.getFloat64(row * RAW, true);
    return values;
  }
  const power = powerOfTen(decimals);
  let at = count;
  let next = 0;
  for (let row = 0; row < count; row++) {
    let whole = (bytes[row]! << 24) >> 24;
    if (whole > ELSEWHERE) {
      for (let plane = at++; plane < bytes.length; plane += held) whole = whole * 256 + bytes[plane]!;
      values[row] = whole / power;
    } else values[row] = whole === MISSING ? Number.NaN : (further[next++] ?? Number.NaN);
  }
  if (at !== count + held || next !== further.length) throw damaged(MISFIT);
  return values;
}
