let room = new Float64Array(0);

/**
 * Room for so many numbers, until someone else asks for it: fresh memory costs more than filling it. It holds whatever
 * was left in it, and is as large as the largest that was asked for.
 */
export function scratch(count: number): Float64Array {
  if (room.length < count) room = new Float64Array(count);
  return room;
}
