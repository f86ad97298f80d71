import { type CellValue, type Column, cellAt } from '@stock-analyzer/schema';
import { type AggregateRequest, type Aggregation, figuresOf, type GroupFigures } from '../query/aggregate';
import { invalid } from '../query/condition';
import type { FieldCatalogue } from '../query/fields';
import { compareCells } from './cells';
import type { SnapshotTable } from './table';

/** As {@link Store.aggregate}, of a snapshot in memory. */
export function aggregateTable(table: SnapshotTable, request: AggregateRequest): Aggregation {
  const { fields, by, quantiles } = checkAggregate(request, table.catalogue);
  const { keys, groupOf, companies } = groupsOf(table, by, table.mask(request.filter));
  const groups = keys.map((group, index) => ({
    group,
    companies: companies[index]!,
    fields: {} as Record<string, unknown>,
  }));
  for (const field of fields) {
    const values = valuesByGroup(table, field, groupOf, companies);
    groups.forEach((group, index) => {
      setOwn(group.fields, field, figuresOf(values[index]!, quantiles));
    });
  }
  const order = groups.map((_, index) => index).sort((a, b) => compareGroups(keys[a]!, keys[b]!));
  return { groups: order.map((index) => groups[index] as GroupFigures), snapshot: table.info };
}

/** The group of each row (−1 for rows left out), and each group's value and size. */
function groupsOf(table: SnapshotTable, by: string | undefined, mask: Uint8Array | undefined) {
  const rowCount = table.info.companies;
  const groupOf = new Int32Array(rowCount).fill(-1);
  const keys: CellValue[] = [];
  const companies: number[] = [];
  const known = new Map<CellValue, number>();
  const groupOfKey = (key: CellValue) => {
    let group = known.get(key);
    if (group === undefined) {
      // −0 is 0.
      group = keys.push(key === 0 ? 0 : key) - 1;
      companies.push(0);
      known.set(key, group);
    }
    return group;
  };
  const column = by === undefined ? undefined : table.column(by);
  // Each text of a dictionary once; the last place is for the missing.
  const ofCode =
    column?.type === 'string' ? new Int32Array(column.dictionary.length + 1).fill(-1) : undefined;
  if (by === undefined) groupOfKey(null);
  for (let row = 0; row < rowCount; row++) {
    if (mask && mask[row] === 0) continue;
    let group: number;
    if (ofCode && column?.type === 'string') {
      const code = column.codes[row]!;
      const place = code < 0 ? ofCode.length - 1 : code;
      group = ofCode[place]!;
      if (group < 0) {
        group = groupOfKey(cellAt(column, row));
        ofCode[place] = group;
      }
    } else group = groupOfKey(column ? cellAt(column, row) : null);
    groupOf[row] = group;
    companies[group]!++;
  }
  return { keys, groupOf, companies };
}

/** The numbers of a field by group, ascending: the rows are walked in the field's order. */
function valuesByGroup(
  table: SnapshotTable,
  field: string,
  groupOf: Int32Array,
  companies: readonly number[],
): Float64Array[] {
  const column = table.column(field);
  const starts = new Uint32Array(companies.length + 1);
  for (let group = 0; group < companies.length; group++)
    starts[group + 1] = starts[group]! + companies[group]!;
  const ends = starts.slice();
  const sorted = new Float64Array(starts[companies.length]!);
  if (column && column.type !== 'string' && column.type !== 'boolean') {
    const numbers = column.type === 'number' ? column.values : numbersOf(column);
    const order = table.order([{ field, order: 'asc' }]);
    for (let at = 0; at < order.length; at++) {
      const row = order[at]!;
      const group = groupOf[row]!;
      const value = numbers[row]!;
      // A missing number is NaN.
      if (group >= 0 && !Number.isNaN(value)) sorted[ends[group]!++] = value;
    }
  }
  return companies.map((_, group) => sorted.subarray(starts[group], ends[group]));
}

/** The numbers among the cells of several types, NaN elsewhere. */
function numbersOf(column: Column): Float64Array {
  return Float64Array.from(column.validity, (_, row) => {
    const value = cellAt(column, row);
    return typeof value === 'number' ? value : Number.NaN;
  });
}

/** Sets a property that is the object's own whatever its name; plain assignment to `__proto__` would not. */
function setOwn<Value>(of: Record<string, Value>, name: string, value: Value): void {
  if (name === '__proto__') {
    Object.defineProperty(of, name, { value, enumerable: true, configurable: true, writable: true });
  } else of[name] = value;
}

/** Missing last. */
export function compareGroups(a: CellValue, b: CellValue): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareCells(a, b);
}

/**
 * Understands a request for figures.
 *
 * @throws StoreError `UNKNOWN_FIELD`, `INVALID_QUERY`.
 */
export function checkAggregate(request: AggregateRequest, fields: FieldCatalogue) {
  const { fields: wanted, by, quantiles = [] } = request;
  if (!Array.isArray(wanted) || wanted.some((name) => typeof name !== 'string'))
    throw invalid('aggregate needs a list of fields');
  for (const name of wanted as readonly string[]) {
    const type = fields.typeOf(name);
    if (type !== 'number' && type !== 'any')
      throw invalid(`aggregate needs fields of numbers; "${name}" is a field of ${type}s`);
  }
  if (by !== undefined) fields.typeOf(by);
  for (const share of quantiles) {
    if (!(share >= 0 && share <= 1))
      throw invalid(`A quantile is a number from 0 to 1, not ${String(share)}`);
  }
  return { fields: wanted as readonly string[], by, quantiles };
}
