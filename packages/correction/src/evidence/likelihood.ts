/** No single fact of a text counts for more: e⁹ ≈ 8,100 to 1. */
export const MAX_LOG_ODDS = 9;

/** Log-odds to a probability. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
