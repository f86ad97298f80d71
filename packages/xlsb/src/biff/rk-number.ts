const scratch = new DataView(new ArrayBuffer(8));

/**
 * A number in 30 bits ([MS-XLSB] 2.5.122): an integer or the upper bits of a double, and of either perhaps a
 * hundredth.
 */
export function rkNumber(view: DataView, at: number): number {
  const raw = view.getInt32(at, true);
  let value: number;
  if (raw & 2) value = raw >> 2;
  else {
    scratch.setInt32(0, raw & ~3);
    value = scratch.getFloat64(0);
  }
  return raw & 1 ? value / 100 : value;
}
