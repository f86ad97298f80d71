import { compareValues } from '../compare';
import type { DataRow, SkeletonQuery } from '../language';
import { testOf } from '../operators';
import { type FieldValues, indexesBelow, readField, valueAt } from './column';
import { narrow, rowsNamed } from './narrow';
import { orderRows } from './order';

/** More fields than any export has; beyond it all are forgotten. */
const MOST_FIELDS = 256;
/** Tables of up to so many rows are looked through for edits at every use of a field; of others some rows are. */
const WATCHED_ROWS = 256;
const SAMPLED_ROWS = 8;

/**
 * Rows, and beside them what makes the next question fast: from its second use on a field's values side by side, and
 * its orders.
 */
export class RowIndex {
  readonly rows: readonly DataRow[];
  /** Fields that were asked for, and with a sign before it the orders. */
  readonly #asked = new Set<string>();
  readonly #fields = new Map<string, FieldValues>();
  readonly #orders = new Map<string, Uint32Array | undefined>();
  #all: Uint32Array | undefined;
  #scratch: Uint32Array | undefined;
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
    const conditions = filter ? Object.entries(filter) : [];
    const whole = !(offset > 0 || limit !== null);
    const start = whole ? 0 : offset;
    const end = !whole && limit ? offset + limit : Number.POSITIVE_INFINITY;
    if (!sort?.field) {
      return conditions.length > 0
        ? this.#take(this.#fitting(conditions), start, end)
        : this.rows.slice(start, end);
    }
    const { field } = sort;
    const direction = sort.order || 'asc';
    const order = this.#order(field, direction, conditions.length > 0);
    if (order) return this.#take(this.#fitting(conditions, order), start, end);
    const found = this.#take(this.#fitting(conditions), 0, this.rows.length);
    return found.sort((a, b) => compareValues(a[field], b[field], direction)).slice(start, end);
  }

  /** The indexes of the rows that fit, in the given order or their own. */
  #fitting(conditions: readonly [field: string, condition: unknown][], order?: Uint32Array): Uint32Array {
    this.#scratch ??= new Uint32Array(this.rows.length);
    let fitting = order;
    for (const [field, condition] of conditions) {
      const values = this.#use(field);
      const named = fitting || !values ? undefined : rowsNamed(values, condition);
      if (named) {
        fitting = named;
        continue;
      }
      fitting ??= this.#everyRow();
      const count = values
        ? narrow(fitting, this.#scratch, values, condition)
        : this.#narrowRows(fitting, this.#scratch, field, condition);
      fitting = this.#scratch.subarray(0, count);
    }
    return fitting ?? this.#everyRow();
  }

  #everyRow(): Uint32Array {
    this.#all ??= indexesBelow(this.rows.length);
    return this.#all;
  }

  #narrowRows(indexes: Uint32Array, into: Uint32Array, field: string, condition: unknown): number {
    const test = testOf(condition);
    let count = 0;
    for (let at = 0; at < indexes.length; at++) {
      const index = indexes[at]!;
      if (test(this.rows[index]![field])) into[count++] = index;
    }
    return count;
  }

  #take(indexes: Uint32Array, start: number, end: number): DataRow[] {
    const { rows } = this;
    const chosen = indexes.slice(start, end);
    // An array of the right length without holes.
    const found = rows.slice(0, chosen.length);
    for (let at = 0; at < chosen.length; at++) found[at] = rows[chosen[at]!]!;
    return found;
  }

  /** The order of a field. Undefined if it is none to keep, or if it is first asked for of some rows only. */
  #order(field: string, direction: string, ofSome: boolean): Uint32Array | undefined {
    const key = `${direction === 'asc' ? '+' : '-'}${field}`;
    if (ofSome && this.#isFirst(key)) return undefined;
    const values = this.#values(field);
    if (!this.#orders.has(key)) this.#orders.set(key, orderRows(values, direction !== 'asc'));
    return this.#orders.get(key);
  }

  /** A field's values; undefined at its first use, when reading the rows once is all it takes. */
  #use(field: string): FieldValues | undefined {
    return this.#isFirst(field) ? undefined : this.#values(field);
  }

  #isFirst(key: string): boolean {
    if (this.#asked.has(key)) return false;
    if (this.#asked.size >= 3 * MOST_FIELDS) this.#forget();
    this.#asked.add(key);
    return true;
  }

  #values(field: string): FieldValues {
    const known = this.#fields.get(field);
    if (known && !this.#wasEdited(field, known)) return known;
    if (this.#fields.size >= MOST_FIELDS) this.#forget();
    this.#orders.delete(`+${field}`);
    this.#orders.delete(`-${field}`);
    this.#asked.add(field);
    const values = readField(this.rows, field);
    this.#fields.set(field, values);
    return values;
  }

  #forget(): void {
    this.#asked.clear();
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
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}
