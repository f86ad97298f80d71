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

/** Collects records in any order; {@link IssueLog.sorted} gives them by row, then field, then rule. */
export class IssueLog {
  #count = 0;
  #inOrder = true;
  #rows = new Int32Array(64);
  #fields = new Uint16Array(64);
  #rules = new Uint16Array(64);
  #details = new Float64Array(64);

  get count(): number {
    return this.#count;
  }

  add(row: number, field: number, rule: number, detail: number): void {
    const at = this.#count++;
    if (at === this.#rows.length) this.#grow();
    if (at > 0 && this.#inOrder) this.#inOrder = this.#follows(at - 1, row, field, rule);
    this.#rows[at] = row;
    this.#fields[at] = field;
    this.#rules[at] = rule;
    this.#details[at] = detail;
  }

  sorted(rowCount: number, fieldCount: number, ruleCount: number): IssueRecords {
    const count = this.#count;
    if (this.#inOrder) {
      return {
        count,
        rows: this.#rows.slice(0, count),
        fields: this.#fields.slice(0, count),
        rules: this.#rules.slice(0, count),
        details: this.#details.slice(0, count),
      };
    }
    let order = new Uint32Array(count);
    for (let at = 0; at < count; at++) order[at] = at;
    order = stableOrder(order, this.#rules, 0, ruleCount);
    order = stableOrder(order, this.#fields, 0, fieldCount);
    order = stableOrder(order, this.#rows, 1, rowCount + 1);
    const rows = new Int32Array(count);
    const fields = new Uint16Array(count);
    const rules = new Uint16Array(count);
    const details = new Float64Array(count);
    for (let to = 0; to < count; to++) {
      const from = order[to]!;
      rows[to] = this.#rows[from]!;
      fields[to] = this.#fields[from]!;
      rules[to] = this.#rules[from]!;
      details[to] = this.#details[from]!;
    }
    return { count, rows, fields, rules, details };
  }

  #follows(before: number, row: number, field: number, rule: number): boolean {
    const beforeRow = this.#rows[before]!;
    if (row !== beforeRow) return row > beforeRow;
    const beforeField = this.#fields[before]!;
    return field > beforeField || (field === beforeField && rule >= this.#rules[before]!);
  }

  #grow(): void {
    const size = this.#count * 2;
    const copy = <T extends { set(from: T): void }>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#rows = copy(new Int32Array(size), this.#rows);
    this.#fields = copy(new Uint16Array(size), this.#fields);
    this.#rules = copy(new Uint16Array(size), this.#rules);
    this.#details = copy(new Float64Array(size), this.#details);
  }
}

/** One pass of a counting sort by `keys[i] + shift`, which lies in 0 … size - 1. Equal keys keep their order. */
function stableOrder(order: Uint32Array, keys: Int32Array | Uint16Array, shift: number, size: number) {
  const starts = new Uint32Array(size + 1);
  for (const at of order) starts[keys[at]! + shift + 1]!++;
  for (let key = 1; key <= size; key++) starts[key]! += starts[key - 1]!;
  const sorted = new Uint32Array(order.length);
  for (const at of order) sorted[starts[keys[at]! + shift]!++] = at;
  return sorted;
}
