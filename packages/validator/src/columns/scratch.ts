/** Memory of so many numbers is kept for the next who asks. */
const LARGEST_KEPT = 1 << 17;

let kept = new Float64Array(0);

/**
 * Room for numbers that are needed until someone else asks for room: fresh memory costs more than filling it.
 * It holds whatever was left in it.
 */
export function scratch(count: number): Float64Array {
  if (kept.length >= count) return kept;
  const room = new Float64Array(count);
  if (count <= LARGEST_KEPT) kept = room;
  return room;
}
