import type { IssueCode, Severity } from '@stock-analyzer/schema';
import type { CheckedTable } from '../columns/checked-table';
import { type FieldColumn, isBlank, MISSING, markTexts } from '../columns/field-column';
import type { RunResult } from './run';

/** How many issues of each severity. */
export type SeverityCounts = Record<Severity, number>;

/** Every count that a report needs, made in one pass over the records. */
export interface Tally {
  readonly total: SeverityCounts;
  readonly byCode: ReadonlyMap<IssueCode, number>;
  readonly errorsByCode: ReadonlyMap<IssueCode, number>;
  /** By index of the schema's field. */
  readonly byField: readonly SeverityCounts[];
  /** Values by index of the schema's field, blank texts not counted. */
  readonly values: readonly number[];
  /** Companies with at least one issue of the group. */
  readonly companies: Readonly<Record<CompanyGroup, number>>;
}

/** Groups of issues that companies are counted by. */
export type CompanyGroup = 'error' | 'format' | 'inconsistent' | 'duplicate' | 'implausible';

const groupBits: Record<CompanyGroup, number> = {
  error: 1,
  format: 2,
  inconsistent: 4,
  duplicate: 8,
  implausible: 16,
};

const codeBits: Partial<Record<IssueCode, number>> = {
  percentage_basis_points: groupBits.format | groupBits.inconsistent,
  source_conflict: groupBits.inconsistent,
  column_unit: groupBits.inconsistent,
  duplicate_ticker: groupBits.duplicate,
  out_of_plausible_range: groupBits.implausible,
};

export function tally(table: CheckedTable, { records, notes, rules }: RunResult): Tally {
  // Rules and notes are told apart by number: rules first.
  const kinds = [...rules, ...notes];
  const counts = new Uint32Array(kinds.length);
  const bitsOf = Uint8Array.from(kinds, ({ code, severity }) => {
    return (codeBits[code] ?? 0) | (severity === 'error' ? groupBits.error : 0);
  });
  const byField = table.schema.fields.map((): SeverityCounts => ({ error: 0, warning: 0, info: 0 }));
  const groups = new Uint8Array(table.rowCount);
  let everywhere = 0;
  for (let at = 0; at < records.count; at++) {
    const rule = records.rules[at]!;
    const kind = rule < rules.length ? rule : rule + records.details[at]!;
    counts[kind]!++;
    const field = byField[records.fields[at]!];
    if (field) field[kinds[kind]!.severity]++;
    const row = records.rows[at]!;
    if (row >= 0) groups[row]! |= bitsOf[kind]!;
    // A column in another unit is wrong in every company.
    else if (kinds[kind]!.code === 'column_unit') everywhere |= bitsOf[kind]!;
  }

  const total: SeverityCounts = { error: 0, warning: 0, info: 0 };
  const byCode = new Map<IssueCode, number>();
  const errorsByCode = new Map<IssueCode, number>();
  kinds.forEach(({ code, severity }, kind) => {
    const count = counts[kind]!;
    if (count === 0) return;
    total[severity] += count;
    byCode.set(code, (byCode.get(code) ?? 0) + count);
    if (severity === 'error') errorsByCode.set(code, (errorsByCode.get(code) ?? 0) + count);
  });
  const values = table.columns.map((column) => (column ? countValues(column) : 0));
  return { total, byCode, errorsByCode, byField, values, companies: countCompanies(groups, everywhere) };
}

function countCompanies(groups: Uint8Array, everywhere: number): Record<CompanyGroup, number> {
  const rows = new Uint32Array(32);
  for (const bits of groups) rows[bits | everywhere]!++;
  const having = (bit: number) => rows.reduce((sum, count, bits) => sum + (bits & bit ? count : 0), 0);
  return {
    error: having(groupBits.error),
    format: having(groupBits.format),
    inconsistent: having(groupBits.inconsistent),
    duplicate: having(groupBits.duplicate),
    implausible: having(groupBits.implausible),
  };
}

function countValues(column: FieldColumn): number {
  const { state, codes } = column;
  const blank = markTexts(column, isBlank);
  let values = 0;
  for (let row = 0; row < state.length; row++) if (state[row] !== MISSING) values++;
  if (blank) for (let row = 0; row < codes.length; row++) if (blank[codes[row]!] === 1) values--;
  return values;
}
