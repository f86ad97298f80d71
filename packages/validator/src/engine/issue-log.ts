/**
 * Issues as compact records, 16 bytes each: where, which rule, and one number for the explanation. Row -1
 * means the issue is about no single row.
 */
export interface IssueRecords {
  readonly count: number;
  readonly rows: Int32Array;
  readonly fields: Uint16Array;
  readonly rules: Uint16Array;
  readonly details: Float64Array;
}

/** Room for so many records, in one piece of memory. */
export function recordsOf(count: number): IssueRecords {
  const memory = new ArrayBuffer(count * 16);
  return {
    count,
    details: new Float64Array(memory, 0, count),
    rows: new Int32Array(memory, count * 8, count),
    fields: new Uint16Array(memory, count * 12, count),
    rules: new Uint16Array(memory, count * 14, count),
  };
}

/** Room that a finished log leaves to the next one: fresh memory costs more than filling it. */
let spare: IssueRecords | undefined;
const LARGEST_SPARE = 1 << 16;

/** Collects records in any order; {@link IssueLog.sorted} gives them by row, then field, then rule. */
export class IssueLog {
  private count = 0;
  private inOrder = true;
  private room: IssueRecords;

  constructor() {
    this.room = spare ?? recordsOf(64);
    spare = undefined;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  add(row: number, field: number, rule: number, detail: number): void {
    if (this.count === this.room.count) this.grow();
    const at = this.count++;
    const { rows, fields, rules, details } = this.room;
    if (this.inOrder && at > 0) {
      const before = at - 1;
      this.inOrder =
        row === rows[before]
          ? field === fields[before]
            ? rule >= rules[before]!
            : field > fields[before]!
          : row > rows[before]!;
    }
    rows[at] = row;
    fields[at] = field;
    rules[at] = rule;
    details[at] = detail;
  }

  /** What was collected. The log is empty afterwards. */
  sorted(rowCount: number, fieldCount: number, ruleCount: number): IssueRecords {
    const { count, room, inOrder } = this;
    const sorted = recordsOf(count);
    if (inOrder) copy(room, count, sorted);
    else {
      let order = new Uint32Array(count);
      for (let at = 0; at < count; at++) order[at] = at;
      order = stableOrder(order, room.rules, 0, ruleCount);
      order = stableOrder(order, room.fields, 0, fieldCount);
      order = stableOrder(order, room.rows, 1, rowCount + 1);
      for (let to = 0; to < count; to++) put(room, order[to]!, sorted, to);
    }
    this.clear();
    this.room = recordsOf(0);
    if (room.count <= LARGEST_SPARE && room.count > (spare?.count ?? 0)) spare = room;
    return sorted;
  }

  clear(): void {
    this.count = 0;
    this.inOrder = true;
  }

  private grow(): void {
    const larger = recordsOf(Math.max(64, this.count * 2));
    copy(this.room, this.count, larger);
    this.room = larger;
  }
}

/** Copies one record. */
export function put(from: IssueRecords, at: number, into: IssueRecords, to: number): void {
  into.rows[to] = from.rows[at]!;
  into.fields[to] = from.fields[at]!;
  into.rules[to] = from.rules[at]!;
  into.details[to] = from.details[at]!;
}

/** Copies the first records. */
export function copy(from: IssueRecords, count: number, to: IssueRecords): void {
  to.rows.set(from.rows.subarray(0, count));
  to.fields.set(from.fields.subarray(0, count));
  to.rules.set(from.rules.subarray(0, count));
  to.details.set(from.details.subarray(0, count));
}

/** One pass of a counting sort by `keys[i] + shift`, which lies in 0 … size - 1. Equal keys keep their order. */
function stableOrder(order: Uint32Array, keys: Int32Array | Uint16Array, shift: number, size: number) {
  const starts = new Uint32Array(size + 1);
  for (let at = 0; at < order.length; at++) starts[keys[at]! + shift + 1]!++;
  for (let key = 1; key <= size; key++) starts[key]! += starts[key - 1]!;
  const sorted = new Uint32Array(order.length);
  for (let to = 0; to < order.length; to++) sorted[starts[keys[order[to]!]! + shift]!++] = order[to]!;
  return sorted;
}
