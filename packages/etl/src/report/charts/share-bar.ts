import { type Markup, trusted } from '../html/markup';

/** One part of a bar: how much of the whole, and the class that gives it its colour. */
export interface Share {
  readonly value: number;
  readonly kind: string;
}

/**
 * A bar of parts of a whole, one beside the other. It only repeats the numbers that stand beside it, so it is
 * hidden from screen readers.
 */
export function shareBar(shares: readonly Share[], whole: number): Markup {
  let x = 0;
  const rects = shares.map(({ value, kind }) => {
    const width = whole > 0 ? (100 * value) / whole : 0;
    const rect =
      value > 0 ? `<rect class="${kind}" x="${round(x)}" width="${round(width)}" height="10"/>` : '';
    x += width;
    return rect;
  });
  return trusted(
    `<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="100" height="10"/>${rects.join('')}</svg>`,
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
