// The service worker: answers from the network, and without one from what it kept. Files of a release never change,
// so those are answered from what is kept at once.

/** How many weeks are kept; company.js draws as many. */
const WEEKS = 8;

/** @type {any} */
const worker = self;
const scope = worker.registration.scope;
/** Several pages of one host share what is kept there. */
const NAME = `static-frontend ${scope}`;
/** Files of releases on their way, by address, so that none is loaded twice. @type {Map<string, Promise<Response>>} */
const loading = new Map();

worker.addEventListener('install', () => worker.skipWaiting());
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));

// A page tells which files it has loaded, and is told when they are kept.
worker.addEventListener('message', (/** @type {any} */ event) => {
  const [port] = event.ports;
  const told = keepPage(event.data).then(
    () => port.postMessage(true),
    () => port.postMessage(false),
  );
  event.waitUntil(told);
});

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  if (isReleased(request.url)) event.respondWith(released(request.url));
  else event.respondWith(latest(request, (work) => event.waitUntil(work)));
});

/** @param {string} url */
function isReleased(url) {
  return url.includes('/releases/');
}

/** @param {string} url */
function isPointer(url) {
  return url.endsWith('/current.json');
}

/** @param {Request} request @param {(work: Promise<unknown>) => void} waitUntil @returns {Promise<Response>} */
async function latest(request, waitUntil) {
  try {
    const response = await fetch(request);
    if (response.ok) {
      const copy = response.clone();
      // Without the network or the space to keep it, the page still has its answer.
      const kept = isPointer(request.url) ? keepWeeks(request.url, copy) : keep(request.url, copy);
      waitUntil(kept.catch(() => undefined));
    }
    return response;
  } catch (error) {
    const cache = await caches.open(NAME);
    const page = request.mode === 'navigate' ? scope : request.url;
    const kept = (await cache.match(request.url, { ignoreVary: true })) ?? (await cache.match(page));
    if (kept) return kept;
    throw error;
  }
}

/** @param {string} url @returns {Promise<Response>} */
async function released(url) {
  const kept = await (await caches.open(NAME)).match(url, { ignoreVary: true });
  if (kept) return kept;
  const load = loading.get(url) ?? loadReleased(url);
  loading.set(url, load);
  try {
    return (await load).clone();
  } finally {
    loading.delete(url);
  }
}

/** @param {string} url */
async function loadReleased(url) {
  const response = await fetch(url);
  if (response.ok) await keep(url, response.clone()).catch(() => undefined);
  return response;
}

/** @param {string} url @param {Response} response */
async function keep(url, response) {
  await (await caches.open(NAME)).put(url, response);
}

/** @param {string[]} urls */
async function keepPage(urls) {
  const own = [scope, ...urls.filter((url) => url.startsWith(scope) && !isReleased(url))];
  const cache = await caches.open(NAME);
  for (const url of new Set(own)) {
    try {
      const response = await fetch(url);
      if (!response.ok) continue;
      if (isPointer(url)) await keepWeeks(url, response);
      else await keep(url, response);
    } catch (error) {
      // Without a network what an earlier visit kept is kept still.
      if (!(await cache.match(url, { ignoreVary: true }))) throw error;
    }
  }
}

/**
 * Keeps the last weeks and lets go of older ones. The pointer to them comes last, so that what is kept is whole
 * whenever the network goes.
 *
 * @param {string} url @param {Response} response
 */
async function keepWeeks(url, response) {
  const pointer = await response.clone().json();
  const index = pointer.index && new URL(pointer.index, url).href;
  const list = index && (await fetch(index, { cache: 'no-cache' }));
  const known = list?.ok ? (await list.clone().json()).releases : [];
  const weeks = [
    ...known.filter((/** @type {any} */ week) => week.release_id !== pointer.release_id).slice(1 - WEEKS),
    pointer,
  ];
  const wanted = weeks
    .filter(({ release_id }) => release_id !== null)
    .map(({ path, files = ['companies.json'] }) => new URL(`${path}/${files[0]}`, url).href);
  for (const file of wanted) await released(file);
  if (list?.ok) await keep(index, list);
  await keep(url, response);
  const cache = await caches.open(NAME);
  for (const { url: kept } of await cache.keys()) {
    if (isReleased(kept) && !wanted.includes(kept)) await cache.delete(kept);
  }
}
