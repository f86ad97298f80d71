/** Calls `mid` when so many parts of a snapshot are written, and holds the transaction open until it is ended. */
export function holdAtPut(nth: number, mid: () => void): void {
  const { put } = IDBObjectStore.prototype;
  let puts = 0;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
    const request = key === undefined ? put.call(this, value) : put.call(this, value, key);
    if (this.name === 'snapshots' && ++puts === nth) hold(this, request, mid);
    return request;
  };
}

/** The request is not answered until its transaction has been aborted; until then others keep that alive. */
function hold(store: IDBObjectStore, request: IDBRequest, mid: () => void): void {
  let held = true;
  const keepAlive = () => {
    if (held) store.getKey('').onsuccess = keepAlive;
  };
  request.addEventListener('success', (event) => {
    if (!held) return;
    event.stopImmediatePropagation();
    mid();
    keepAlive();
  });
  store.transaction.addEventListener('abort', () => {
    held = false;
    request.dispatchEvent(new Event('success'));
  });
}
