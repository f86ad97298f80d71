import type { DataRow, SkeletonQuery } from '../data-skeleton/language';

// The algorithm of the class that DataSkeleton stands in for, as its users saw it: what the new one has to answer
// alike, and to beat.

/** Filters and sorts row objects one by one, and keeps answers under the query's JSON. */
export class OldSkeleton {
  readonly rawData = new Map<number, DataRow>();
  readonly processedData = new Map<string, DataRow[]>();
  cacheEnabled = true;

  store(rows: readonly DataRow[]): void {
    this.rawData.clear();
    rows.forEach((row, index) => {
      this.rawData.set(index, row);
    });
    this.processedData.clear();
  }

  query(options: SkeletonQuery = {}): DataRow[] {
    const { filter = {}, sort = null, limit = null, offset = 0, projection = null } = options;
    const key = JSON.stringify(options);
    if (this.cacheEnabled && this.processedData.has(key)) return this.processedData.get(key)!;
    let rows = Array.from(this.rawData.values());
    if (Object.keys(filter).length > 0) rows = rows.filter((row) => fits(row, filter));
    if (sort?.field) rows.sort((a, b) => compare(a[sort.field], b[sort.field], sort.order || 'asc'));
    if (offset > 0 || limit !== null) rows = rows.slice(offset, limit ? offset + limit : rows.length);
    if (Array.isArray(projection)) {
      rows = rows.map((row) => {
        const projected: DataRow = {};
        projection.forEach((field) => {
          if (field in row) projected[field] = row[field];
        });
        return projected;
      });
    }
    if (this.cacheEnabled) {
      if (this.processedData.size >= 1000) this.processedData.delete(this.processedData.keys().next().value!);
      this.processedData.set(key, rows);
    }
    return rows;
  }

  /** Rows as they came, made clean: the old pipeline's costly step. */
  clean(rows: readonly DataRow[]): DataRow[] {
    return rows
      .filter((row) =>
        Object.values(row).some((value) => {
          if (!value) return false;
          const text = value.toString().trim();
          return text !== '' && text !== '0-0x2a0x2a';
        }),
      )
      .map((row) => {
        const cleaned: DataRow = {};
        Object.keys(row).forEach((key) => {
          let value = row[key];
          if (typeof value === 'string')
            value = value
              .replace(/0-0x2a0x2a/g, '')
              .trim()
              .replace(/\s+/g, ' ');
          cleaned[key] = value === '' || value === null ? null : value;
        });
        return cleaned;
      });
  }
}

function fits(row: DataRow, filter: object): boolean {
  return Object.keys(filter).every((field) => {
    const wanted = (filter as DataRow)[field];
    const value = row[field];
    return typeof wanted === 'object' && wanted !== null ? fitsAll(value, wanted) : value === wanted;
  });
}

// biome-ignore lint/suspicious/noExplicitAny: it compared whatever there was.
function fitsAll(value: any, operators: object): boolean {
  for (const [operator, operand] of Object.entries(operators)) {
    switch (operator) {
      case '$gt':
        if (!(value > operand)) return false;
        break;
      case '$gte':
        if (!(value >= operand)) return false;
        break;
      case '$lt':
        if (!(value < operand)) return false;
        break;
      case '$lte':
        if (!(value <= operand)) return false;
        break;
      case '$ne':
        if (value === operand) return false;
        break;
      case '$in':
        if (!Array.isArray(operand) || !operand.includes(value)) return false;
        break;
    }
  }
  return true;
}

function compare(a: unknown, b: unknown, order: string): number {
  if (a === null || a === undefined) return order === 'asc' ? 1 : -1;
  if (b === null || b === undefined) return order === 'asc' ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return order === 'asc' ? a - b : b - a;
  const left = String(a).toLowerCase();
  const right = String(b).toLowerCase();
  if (order === 'asc') return left < right ? -1 : left > right ? 1 : 0;
  return left > right ? -1 : left < right ? 1 : 0;
}
