/**
 * Has the worker keep what the page loaded, and the last weeks, so that it opens without a network the next time.
 *
 * @returns {Promise<boolean>} whether they are kept; where there are no workers (a page without HTTPS) they are not.
 */
export async function keepForOffline() {
  if (!('serviceWorker' in navigator)) return false;
  try {
    await navigator.serviceWorker.register('worker.js');
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    const kept = new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
    });
    const urls = performance.getEntriesByType('resource').map(({ name }) => name);
    active?.postMessage(urls, [port2]);
    return await kept;
  } catch {
    return false;
  }
}
