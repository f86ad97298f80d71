/** The database of the page before there were snapshots: version 1, written as that page wrote it. */
export class FirstVersionDb {
  indexedDB: IDBDatabase | null = null;
  readonly dbName: string;
  readonly storeName = 'companies';

  constructor(dbName = 'StockAnalyzerDB') {
    this.dbName = dbName;
  }

  initIndexedDB(): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(this.dbName, 1);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        this.indexedDB = request.result;
        resolve();
      };
      request.onupgradeneeded = () => {
        const db = request.result;
        if (!db.objectStoreNames.contains(this.storeName)) {
          const objectStore = db.createObjectStore(this.storeName, { keyPath: 'Ticker' });
          objectStore.createIndex('industry', 'industry', { unique: false });
          objectStore.createIndex('exchange', 'exchange', { unique: false });
          objectStore.createIndex('corpName', 'corpName', { unique: false });
        }
      };
    });
  }

  saveToDB(data: readonly unknown[]): Promise<void> {
    const transaction = this.indexedDB!.transaction([this.storeName], 'readwrite');
    const objectStore = transaction.objectStore(this.storeName);
    for (const company of data) objectStore.put(company);
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
  }

  loadFromDB(): Promise<unknown[]> {
    const transaction = this.indexedDB!.transaction([this.storeName], 'readonly');
    const request = transaction.objectStore(this.storeName).getAll();
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  close(): void {
    this.indexedDB?.close();
  }
}
