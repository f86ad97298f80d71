/** To a millionth: hides the noise of binary fractions, and nothing that happens once in a million. */
export function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** 100 × part ÷ whole, rounded; 0 of nothing. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : round((100 * part) / whole);
}
