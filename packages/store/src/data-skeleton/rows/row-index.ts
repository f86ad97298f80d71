import { compareValues } from '../compare';
import type { DataRow, SkeletonFilter, SkeletonQuery } from '../language';
import { type Test, testOf } from '../operators';
import { type FieldValues, readField, valueAt } from './column';
import { narrow } from './mask';
import { orderRows } from './order';

/** More fields than any export has; beyond it all are forgotten. */
const MOST_FIELDS = 256;
/** Tables of up to so many rows are looked through for edits at every use of a field; of others some rows are. */
const WATCHED_ROWS = 256;
const SAMPLED_ROWS = 32;

/**
 * Rows, and beside them what makes the next question fast: a field's values side by side from its second use on,
 * and the orders that were asked for.
 */
export class RowIndex {
  readonly rows: readonly DataRow[];
  readonly #used = new Set<string>();
  readonly #fields = new Map<string, FieldValues>();
  readonly #orders = new Map<string, Uint32Array | undefined>();
  #mask: Uint8Array | undefined;
  #sampled = 0;

  constructor(rows: readonly DataRow[]) {
    this.rows = rows;
  }

  /**
   * The rows themselves, in an array of the caller's own: filtered, then sorted, then cut.
   *
   * @throws StoreError `INVALID_QUERY` for a pattern that is none.
   */
  select({ filter, sort, limit = null, offset = 0 }: SkeletonQuery): DataRow[] {
    const whole = !(offset > 0 || limit !== null);
    const end = limit ? offset + limit : this.rows.length;
    const order = sort?.field ? this.#order(sort.field, sort.order || 'asc') : null;
    const fields = filter ? Object.keys(filter) : [];
    if (order === undefined) {
      const found = fields.length > 0 ? this.#collect(filter!, fields, null, 0, Infinity) : this.rows.slice();
      const { field, order: direction } = sort!;
      found.sort((a, b) => compareValues(a[field], b[field], direction || 'asc'));
      return whole ? found : found.slice(offset, end);
    }
    if (fields.length === 0) {
      if (!order) return whole ? this.rows.slice() : this.rows.slice(offset, end);
      const found: DataRow[] = [];
      for (const row of whole ? order : order.slice(offset, end)) found.push(this.rows[row]!);
      return found;
    }
    if (whole) return this.#collect(filter!, fields, order, 0, Infinity);
    // What else there is to give as a place (negative, a fraction, a text) has always meant what slice makes of it.
    return offset >= 0 && Number.isInteger(offset) && Number.isInteger(end) && end >= 0
      ? this.#collect(filter!, fields, order, offset, end)
      : this.#collect(filter!, fields, order, 0, Infinity).slice(offset, end);
  }

  #collect(
    filter: SkeletonFilter,
    fields: readonly string[],
    order: Uint32Array | null,
    start: number,
    end: number,
  ): DataRow[] {
    const { rows } = this;
    const tests: [field: string, test: Test][] = [];
    let mask: Uint8Array | undefined;
    for (const field of fields) {
      const condition = filter[field];
      const values = this.#use(field);
      if (values) {
        mask ??= this.#freshMask();
        narrow(mask, values, condition);
      } else tests.push([field, testOf(condition)]);
    }
    const found: DataRow[] = [];
    let matched = 0;
    next: for (let at = 0; at < rows.length && matched < end; at++) {
      const index = order ? order[at]! : at;
      if (mask && mask[index] === 0) continue;
      const row = rows[index]!;
      for (const [field, test] of tests) if (!test(row[field])) continue next;
      if (matched++ >= start) found.push(row);
    }
    return found;
  }

  #freshMask(): Uint8Array {
    this.#mask ??= new Uint8Array(this.rows.length);
    return this.#mask.fill(1);
  }

  /** The order of a field; undefined where there is none to keep. */
  #order(field: string, direction: string): Uint32Array | undefined {
    const values = this.#values(field);
    const descending = direction !== 'asc';
    const key = `${descending ? '-' : '+'}${field}`;
    if (!this.#orders.has(key)) this.#orders.set(key, orderRows(values, descending));
    return this.#orders.get(key);
  }

  /** A field's values; undefined at its first use, when reading the rows once is all it takes. */
  #use(field: string): FieldValues | undefined {
    if (this.#used.has(field)) return this.#values(field);
    if (this.#used.size >= MOST_FIELDS) this.#forget();
    this.#used.add(field);
    return undefined;
  }

  #values(field: string): FieldValues {
    const known = this.#fields.get(field);
    if (known && !this.#wasEdited(field, known)) return known;
    if (this.#fields.size >= MOST_FIELDS) this.#forget();
    this.#orders.delete(`+${field}`);
    this.#orders.delete(`-${field}`);
    this.#used.add(field);
    const values = readField(this.rows, field);
    this.#fields.set(field, values);
    return values;
  }

  #forget(): void {
    this.#used.clear();
    this.#fields.clear();
    this.#orders.clear();
  }

  /** Whether rows were edited in place since the field was read: all of a small table, some of a large one. */
  #wasEdited(field: string, values: FieldValues): boolean {
    const { length } = this.rows;
    for (let left = length <= WATCHED_ROWS ? length : SAMPLED_ROWS; left > 0; left--) {
      this.#sampled = (this.#sampled + 1) % length;
      if (!sameValue(this.rows[this.#sampled]![field], valueAt(values, this.#sampled))) return true;
    }
    return false;
  }
}

/** `===`, and NaN is the same as NaN. */
function sameValue(a: unknown, b: unknown): boolean {
  return a === b || (a !== a && b !== b);
}
