/** How long reading may go on without letting timers and clicks be heard, in milliseconds. */
const LONGEST = 40;
let last = 0;

/**
 * Lets the event loop turn if it has not for a while: bytes in memory are read without ever waiting, and without
 * this a signal could not be aborted meanwhile.
 */
export async function giveWay(): Promise<void> {
  const now = performance.now();
  if (now - last < LONGEST) return;
  await new Promise((resolve) => setTimeout(resolve));
  last = performance.now();
}
