// All of DataSkeleton in one file for a <script> tag: what other scripts of the page find on `window`.
import type { Store } from '../contract';
import { openPageDatabase } from './page-database';
import { DataProvider } from './provider';
import { Skeleton } from './skeleton';
import { storeDatabase } from './store-database';

class DataSkeleton extends Skeleton {
  protected override async openDatabase(store: Store | undefined) {
    return store ? storeDatabase(store) : openPageDatabase();
  }
}

const { dataSkeleton = new DataSkeleton() } = globalThis;
Object.assign(globalThis, { DataSkeleton, DataProvider, dataSkeleton });
