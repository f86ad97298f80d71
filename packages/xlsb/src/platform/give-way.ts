/** How long reading may go on without letting timers and sockets be heard, in milliseconds. */
const LONGEST = 40;
let last = 0;

/**
 * Lets the event loop turn if it has not for a while: what is inflated in this thread never waits, and without this
 * a signal could not be aborted meanwhile.
 */
export async function giveWay(): Promise<void> {
  if (performance.now() - last < LONGEST) return;
  await new Promise((resolve) => setImmediate(resolve));
  last = performance.now();
}
