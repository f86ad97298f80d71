import type { CellValue } from '@stock-analyzer/schema';

/** A short name made of what is proposed: 64 bits of FNV-1a, for telling apart and not for protection. */
export function proposalId(
  row: number,
  ticker: string | null,
  field: string,
  from: CellValue,
  to: CellValue,
  rule: string,
): string {
  const name = new Name();
  name.add(String(row));
  name.add(ticker ?? '');
  name.add(field);
  name.add(typeof from);
  name.add(textOf(from));
  name.add(typeof to);
  name.add(textOf(to));
  name.add(rule);
  return name.text();
}

function textOf(value: CellValue): string {
  return value === null ? '' : String(value);
}

const PRIME = 0x01000193;

/** Two hashes of texts with a zero between each two, the one of their units and the other of these and their places. */
class Name {
  private low = 0x811c9dc5 | 0;
  private high = 0x9dc5811c | 0;
  private place = 0;

  add(text: string): void {
    let { low, high, place } = this;
    if (place > 0) {
      low = Math.imul(low, PRIME);
      high = Math.imul(high ^ place++, PRIME);
    }
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      low = Math.imul(low ^ unit, PRIME);
      high = Math.imul(high ^ (unit + place++), PRIME);
    }
    this.low = low;
    this.high = high;
    this.place = place;
  }

  /** All sixteen digits at once: pieces put together would be many times slower. */
  text(): string {
    const { high: h, low: l } = this;
    return String.fromCharCode(
      digit(h >>> 28),
      digit(h >>> 24),
      digit(h >>> 20),
      digit(h >>> 16),
      digit(h >>> 12),
      digit(h >>> 8),
      digit(h >>> 4),
      digit(h),
      digit(l >>> 28),
      digit(l >>> 24),
      digit(l >>> 20),
      digit(l >>> 16),
      digit(l >>> 12),
      digit(l >>> 8),
      digit(l >>> 4),
      digit(l),
    );
  }
}

/** The hexadecimal digit of the lowest four bits, as a unit of text. */
function digit(bits: number): number {
  const value = bits & 15;
  return value < 10 ? 48 + value : 87 + value;
}
