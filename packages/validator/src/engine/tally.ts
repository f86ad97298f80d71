import type { Issue, IssueCode, Severity } from '@stock-analyzer/schema';
import type { CheckedTable } from '../columns/checked-table';
import { type FieldColumn, isBlank, MISSING, markTexts } from '../columns/field-column';
import { isInEveryCompany, partOfCode, type ScorePartName } from '../score/parts';
import type { RunResult } from './run';

/** How many issues of each severity. */
export type SeverityCounts = Record<Severity, number>;

/** Every count that a report needs, made in one pass over the records. */
export interface Tally {
  readonly total: SeverityCounts;
  readonly byCode: ReadonlyMap<IssueCode, number>;
  /** By index of the schema's field. */
  readonly byField: readonly SeverityCounts[];
  /** Values by index of the schema's field, blank texts not counted. Counted when first asked for. */
  readonly values: readonly number[];
  /** Companies with at least one issue of the group. */
  readonly companies: Readonly<Record<CompanyGroup, number>>;
  /** Columns that cost points of a part of the score, by its name. */
  readonly columns: ReadonlyMap<ScorePartName, ColumnCause>;
  /** What put them there: issues that are about a company, by code. */
  readonly causes: Readonly<Record<CompanyGroup, readonly GroupCause[]>>;
}

/** The tally of one run's data. */
export interface RunTally extends Tally {
  /** By row: the groups that it is in, as bits; {@link bitOf} tells which. */
  readonly rowBits: Uint8Array;
}

/** Columns that issues are about as a whole, and how many issues of each code. */
export interface ColumnCause {
  /** Indices of the schema's fields. */
  readonly fields: Set<number>;
  readonly byCode: Map<IssueCode, number>;
}

/** Issues of one code that put companies into a group. */
export interface GroupCause {
  readonly code: IssueCode;
  /** Set if the group takes only the issues of this severity. */
  readonly severity?: 'error';
  readonly count: number;
}

/** Groups of issues that companies are counted by: parts of the score, and format issues. */
export type CompanyGroup = 'validity' | 'consistency' | 'plausibility' | 'uniqueness' | 'format';

/** All groups. */
export const groups: readonly CompanyGroup[] = [
  'validity',
  'consistency',
  'plausibility',
  'uniqueness',
  'format',
];

/** Which groups an issue puts its company into, as bits. */
export function groupBits({ code, severity }: Pick<Issue, 'code' | 'severity'>): number {
  return groups.reduce((bits, group, index) => {
    const belongs =
      (partOfCode(code) === group && severity !== 'info') ||
      (group === 'validity' && severity === 'error') ||
      (group === 'format' && code === 'percentage_basis_points');
    return belongs ? bits | (1 << index) : bits;
  }, 0);
}

/** The bit of a group. */
export function bitOf(group: CompanyGroup): number {
  return 1 << groups.indexOf(group);
}

export function tally(table: CheckedTable, { records, notes, rules }: RunResult): RunTally {
  // Rules and notes are told apart by number: rules first.
  const kinds = [...rules, ...notes];
  const counts = new Uint32Array(kinds.length);
  // Issues about a company, or about a whole column of them.
  const placed = new Uint32Array(kinds.length);
  const bitsOf = Uint8Array.from(kinds, groupBits);
  const byField = table.schema.fields.map((): SeverityCounts => ({ error: 0, warning: 0, info: 0 }));
  const bitsOfRow = new Uint8Array(table.rowCount);
  const columns = new Map<ScorePartName, ColumnCause>();
  let everywhere = 0;
  for (let at = 0; at < records.count; at++) {
    const rule = records.rules[at]!;
    const kind = rule < rules.length ? rule : rule + records.details[at]!;
    counts[kind]!++;
    const field = byField[records.fields[at]!];
    if (field) field[kinds[kind]!.severity]++;
    const row = records.rows[at]!;
    if (row >= 0) bitsOfRow[row]! |= bitsOf[kind]!;
    else if (isInEveryCompany(kinds[kind]!.code)) everywhere |= bitsOf[kind]!;
    else {
      if (kinds[kind]!.severity !== 'info') addColumn(columns, kinds[kind]!.code, records.fields[at]!);
      continue;
    }
    placed[kind]!++;
  }

  const total: SeverityCounts = { error: 0, warning: 0, info: 0 };
  const byCode = new Map<IssueCode, number>();
  kinds.forEach(({ code, severity }, kind) => {
    total[severity] += counts[kind]!;
    addTo(byCode, code, counts[kind]!);
  });
  const rowsHaving = new Uint32Array(1 << groups.length);
  for (let row = 0; row < bitsOfRow.length; row++) rowsHaving[bitsOfRow[row]! | everywhere]!++;
  let values: readonly number[] | undefined;
  return {
    total,
    byCode,
    byField,
    columns,
    rowBits: bitsOfRow,
    get values() {
      values ??= table.columns.map((column) => (column ? countValues(column) : 0));
      return values;
    },
    companies: ofGroups((bit) => rowsHaving.reduce((sum, rows, bits) => sum + (bits & bit ? rows : 0), 0)),
    causes: ofGroups((bit, group) => {
      const found = new Map<IssueCode, number>();
      kinds.forEach(({ code }, kind) => {
        if (bitsOf[kind]! & bit) addTo(found, code, placed[kind]!);
      });
      const only = group === 'validity' ? ({ severity: 'error' } as const) : {};
      return [...found].map(([code, count]) => ({ code, ...only, count }));
    }),
  };
}

function addColumn(columns: Map<ScorePartName, ColumnCause>, code: IssueCode, field: number): void {
  const part = partOfCode(code);
  if (!part) return;
  const cause = columns.get(part) ?? { fields: new Set(), byCode: new Map() };
  columns.set(part, cause);
  cause.fields.add(field);
  addTo(cause.byCode, code, 1);
}

/** Adds to a count, if there is something to add. */
export function addTo(counts: Map<IssueCode, number>, code: IssueCode, count: number): void {
  if (count > 0) counts.set(code, (counts.get(code) ?? 0) + count);
}

/** Makes something for each group. */
export function ofGroups<T>(make: (bit: number, group: CompanyGroup) => T): Record<CompanyGroup, T> {
  return Object.fromEntries(groups.map((group, index) => [group, make(1 << index, group)])) as Record<
    CompanyGroup,
    T
  >;
}

function countValues(column: FieldColumn): number {
  let values = column.state.length;
  eachGap(column, () => values--);
  return values;
}

/** Calls for each row that has no value; text of nothing but spaces is none. */
export function eachGap(column: FieldColumn, call: (row: number) => void): void {
  const { state, codes } = column;
  const blank = markTexts(column, isBlank);
  for (let row = 0; row < state.length; row++) {
    if (state[row] === MISSING || blank?.[codes[row]!] === 1) call(row);
  }
}
