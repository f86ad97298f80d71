/** A growing little-endian byte buffer. Reused from column to column, so a hash allocates little. */
export class ByteWriter {
  private bytes = new Uint8Array(1 << 10);
  private view = new DataView(this.bytes.buffer);
  private length = 0;

  reset(): void {
    this.length = 0;
  }

  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  byte(value: number): void {
    this.room(1);
    this.bytes[this.length++] = value;
  }

  int32(value: number): void {
    this.room(4);
    this.view.setInt32(this.length, value, true);
    this.length += 4;
  }

  /** The eight bytes of a double; every NaN is written alike. */
  double(value: number): void {
    this.room(8);
    if (Number.isNaN(value)) {
      this.view.setUint32(this.length, 0, true);
      this.view.setUint32(this.length + 4, 0x7ff80000, true);
    } else this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** Length and UTF-16 units: a lone surrogate stays what it is, which UTF-8 could not say. */
  text(value: string): void {
    this.int32(value.length);
    this.room(value.length * 2);
    for (let index = 0; index < value.length; index++) {
      this.view.setUint16(this.length, value.charCodeAt(index), true);
      this.length += 2;
    }
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  private room(extra: number): void {
    const needed = this.length + extra;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}
