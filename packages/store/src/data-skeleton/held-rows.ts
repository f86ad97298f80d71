import type { DataRow } from './language';
import { RowIndex } from './rows/row-index';

/**
 * The rows of the present week. Pages may read and write them as the Map that they know; it is only made for those
 * who do.
 */
export class HeldRows {
  #index = new RowIndex([]);
  #map: Map<number, DataRow> | undefined;
  #changes = 0;

  /** Takes other rows in the place of those before. */
  replace(rows: readonly DataRow[]): void {
    this.#index = new RowIndex(rows);
    if (!this.#map) return;
    this.#map.clear();
    for (const [index, row] of rows.entries()) this.#map.set(index, row);
    if (this.#map instanceof WatchedMap) this.#changes = this.#map.changes;
  }

  get map(): Map<number, DataRow> {
    if (!this.#map) {
      this.#map = new WatchedMap();
      this.replace(this.#index.rows);
    }
    return this.#map;
  }

  set map(map: Map<number, DataRow>) {
    this.#map = map;
  }

  get count(): number {
    return this.#map?.size ?? this.#index.rows.length;
  }

  /** The rows as they are now. */
  get index(): RowIndex {
    const map = this.#map;
    // Of a Map that somebody put here it cannot be known whether it changed.
    if (map && !(map instanceof WatchedMap && map.changes === this.#changes)) {
      this.#index = new RowIndex([...map.values()]);
      if (map instanceof WatchedMap) this.#changes = map.changes;
    }
    return this.#index;
  }
}

/** Counts its changes. */
class WatchedMap extends Map<number, DataRow> {
  changes = 0;

  override set(key: number, row: DataRow): this {
    this.changes++;
    return super.set(key, row);
  }

  override delete(key: number): boolean {
    this.changes++;
    return super.delete(key);
  }

  override clear(): void {
    this.changes++;
    super.clear();
  }
}
