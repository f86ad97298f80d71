import type { CellValue, Row } from '@stock-analyzer/schema';
import type { AggregateRequest, FieldFigures, GroupFigures } from '../../query/aggregate';
import type { Filter, Query, Sort } from '../../query/language';
import { Refusal } from './refusal';

// What the questions mean, written as plainly as possible over row objects and on purpose without a line of the
// engine's code: this is what the engine is checked against.

/** What a field's values may be compared with, by its name. */
export type FieldTypes = ReadonlyMap<string, 'string' | 'number' | 'any'>;

/** Whether a row fits a filter that {@link checkFilter} has let pass. */
function fits(filter: Filter, row: Row): boolean {
  return Object.entries(filter).every(([key, condition]) => {
    if (key === '$and') return (condition as Filter[]).every((each) => fits(each, row));
    if (key === '$or') return (condition as Filter[]).some((each) => fits(each, row));
    if (key === '$not') return !fits(condition as Filter, row);
    const value = row[key] ?? null;
    return isObject(condition)
      ? Object.entries(condition).every(([operator, operand]) => holds(operator, value, operand))
      : same(value, condition);
  });
}

function holds(operator: string, value: CellValue, operand: unknown): boolean {
  switch (operator) {
    case '$eq':
      return same(value, operand);
    case '$ne':
      return !same(value, operand);
    case '$in':
      return (operand as unknown[]).some((each) => same(value, each));
    case '$nin':
      return !(operand as unknown[]).some((each) => same(value, each));
    case '$exists':
      return (value !== null) === operand;
    case '$contains':
      return typeof value === 'string' && folded(value).includes(folded(operand as string));
    case '$startsWith':
      return typeof value === 'string' && folded(value).startsWith(folded(operand as string));
    default: {
      if (value === null || typeof value !== typeof operand) return false;
      const order = compareValues(value, operand as CellValue);
      if (operator === '$gt') return order > 0;
      if (operator === '$gte') return order >= 0;
      return operator === '$lt' ? order < 0 : order <= 0;
    }
  }
}

function same(value: CellValue, operand: unknown): boolean {
  return value === operand;
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Refuses fields that there are not and operands of another type than the field's. */
function checkFilter(filter: Filter, types: FieldTypes): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' || key === '$or') {
      for (const each of condition as Filter[]) checkFilter(each, types);
    } else if (key === '$not') checkFilter(condition as Filter, types);
    else {
      const type = typeOf(key, types);
      for (const operand of isObject(condition) ? Object.entries(condition) : [['$eq', condition]]) {
        checkOperand(operand[0] as string, operand[1], type);
      }
    }
  }
}

function checkOperand(operator: string, operand: unknown, type: 'string' | 'number' | 'any'): void {
  if (operator === '$exists') return;
  const textual = operator === '$contains' || operator === '$startsWith';
  if (textual && type === 'number') throw new Refusal('INVALID_QUERY');
  for (const each of Array.isArray(operand) ? operand : [operand]) {
    if (each === null) {
      if (['$gt', '$gte', '$lt', '$lte'].includes(operator)) throw new Refusal('INVALID_QUERY');
    } else if (type !== 'any' && typeof each !== type) throw new Refusal('INVALID_QUERY');
  }
}

function typeOf(field: string, types: FieldTypes): 'string' | 'number' | 'any' {
  const type = types.get(field);
  if (!type) throw new Refusal('UNKNOWN_FIELD');
  return type;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Refuses fields that there are not, in sorts, projection and filter. */
export function checkQuery(query: Query, types: FieldTypes): void {
  checkFilter(query.filter ?? {}, types);
  for (const { field } of sortsOf(query)) typeOf(field, types);
  for (const field of query.projection ?? []) typeOf(field, types);
}

function sortsOf({ sort = [] }: Query): Sort[] {
  return Array.isArray(sort) ? sort : [sort as Sort];
}

/** The rows that fit, in order. */
export function chosenRows(query: Query, rows: readonly Row[]): Row[] {
  const sorts = sortsOf(query);
  return rows
    .filter((row) => fits(query.filter ?? {}, row))
    .sort((a, b) => {
      for (const { field, order } of sorts) {
        const [left, right] = [a[field] ?? null, b[field] ?? null];
        if (left === null && right === null) continue;
        if (left === null) return 1;
        if (right === null) return -1;
        const found = compareValues(left, right);
        if (found !== 0) return order === 'desc' ? -found : found;
      }
      return comparePoints(String(a.Ticker), String(b.Ticker));
    });
}

const RANKS = ['boolean', 'number', 'string'];

/** False before true, numbers, texts; texts by code point, ASCII letters caseless first. */
function compareValues(a: CellValue, b: CellValue): number {
  const rank = RANKS.indexOf(typeof a) - RANKS.indexOf(typeof b);
  if (rank !== 0) return rank;
  if (typeof a === 'string') {
    return comparePoints(lowered(a), lowered(b as string)) || comparePoints(a, b as string);
  }
  return Number(a) < Number(b) ? -1 : Number(a) > Number(b) ? 1 : 0;
}

function lowered(text: string): string {
  return [...text].map((letter) => (/[A-Z]/.test(letter) ? letter.toLowerCase() : letter)).join('');
}

/** By code point. */
export function comparePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (const [index, letter] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = letter.codePointAt(0)! - other.codePointAt(0)!;
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Figures by group, the groups in order. */
export function figuresByGroup(
  request: AggregateRequest,
  rows: readonly Row[],
  types: FieldTypes,
): GroupFigures[] {
  for (const field of request.fields) {
    if (typeOf(field, types) === 'string') throw new Refusal('INVALID_QUERY');
  }
  if (request.by !== undefined) typeOf(request.by, types);
  checkFilter(request.filter ?? {}, types);
  const fitting = rows.filter((row) => fits(request.filter ?? {}, row));
  const { by } = request;
  const keys: CellValue[] =
    by === undefined
      ? [null]
      : [...new Set(fitting.map((row) => row[by] ?? null))].sort((a, b) =>
          a === null || b === null ? Number(a === null) - Number(b === null) : compareValues(a, b),
        );
  return keys.map((group) => {
    const inside = by === undefined ? fitting : fitting.filter((row) => (row[by] ?? null) === group);
    const fields = request.fields.map((field) => [
      field,
      figuresOf(
        inside.map((row) => row[field] ?? null),
        request.quantiles ?? [],
      ),
    ]);
    return { group, companies: inside.length, fields: Object.fromEntries(fields) };
  });
}

function figuresOf(values: readonly CellValue[], quantiles: readonly number[]): FieldFigures {
  const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  const quantile = (share: number) => {
    const place = (numbers.length - 1) * share;
    const [low, high] = [numbers[Math.floor(place)]!, numbers[Math.ceil(place)]!];
    return low === high ? low : low + (place - Math.floor(place)) * (high - low);
  };
  const none = numbers.length === 0;
  return {
    count: numbers.length,
    mean: none ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length,
    median: none ? null : quantile(0.5),
    min: none ? null : numbers[0]!,
    max: none ? null : numbers.at(-1)!,
    quantiles: quantiles.map((share) => (none ? null : quantile(share))),
  };
}
