import type { Issue } from '@stock-analyzer/schema';
import type { Findings } from '../findings';
import type { ValidationReport } from '../report';
import type { IssueHead } from './rows-of';

/** What issues can be grouped by. */
export type GroupKey = 'code' | 'field' | 'severity' | 'ticker' | 'row' | 'rule';

/** Issues that have one thing in common. */
export interface IssueGroup {
  /** What they have in common; null for issues that have no such thing, as those about a column have no ticker. */
  readonly key: string | number | null;
  /** How many they are. */
  readonly count: number;
  /** Companies they are about, each once; null where a report lists only some of the issues. */
  readonly companies: number | null;
  /** Numbers of those that are listed: for `report.issues[n]` or `findings.at(n)`. */
  readonly issues: readonly number[];
}

/** Issues, grouped. */
export interface IssueGroups {
  readonly by: GroupKey;
  /** How many issues there are, over all groups or in none. */
  readonly total: number;
  /** How many of them are listed in groups. */
  readonly listed: number;
  /**
   * Whether every count is exact. Findings always are. A report that lists only some of its issues knows how
   * many there are by code, by severity and by field of the schema; by anything else, only those it lists.
   */
  readonly exact: boolean;
  /** The largest first, then in order of appearance. */
  readonly groups: readonly IssueGroup[];
}

/**
 * A view of what was found: which fields, companies or kinds of issue have how many. Makes no texts.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator } from '@stock-analyzer/validator';
 * import { groupIssues } from '@stock-analyzer/validator/reports';
 *
 * const findings = createValidator(companySchema).check([
 *   { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 7943, Rating: 'Buy!' },
 *   { Ticker: 'AAPL', corpName: 'Apple', 'ROE (Fwd)': 18176 },
 * ]);
 * const { groups } = groupIssues(findings, 'field');
 * groups.map(({ key, count, companies }) => `${key}: ${count} in ${companies}`);
 * // → ['ROE (Fwd): 2 in 2', 'Rating: 1 in 1']
 * findings.at(groups[0]!.issues[1]!).suggestion; // → 181.76
 * ```
 */
export function groupIssues(source: Findings | ValidationReport, by: GroupKey): IssueGroups {
  const isReport = 'issues' in source;
  const listed = isReport ? source.issues.length : source.count();
  const total = isReport ? source.issues_total : listed;
  const headAt = (index: number): IssueHead => (isReport ? source.issues[index]! : source.headAt(index));
  const groups = new Map<IssueGroup['key'], { issues: number[]; rows: Set<number> }>();
  for (let index = 0; index < listed; index++) {
    const head = headAt(index);
    const key = head[by] ?? null;
    const group = groups.get(key) ?? { issues: [], rows: new Set() };
    groups.set(key, group);
    group.issues.push(index);
    if (head.row !== null) group.rows.add(head.row);
  }
  const known = isReport && listed < total ? knownCounts(source, by) : undefined;
  for (const key of known?.keys() ?? [])
    if (!groups.has(key)) groups.set(key, { issues: [], rows: new Set() });
  const made = [...groups].map(([key, { issues, rows }]): IssueGroup => {
    const count = known?.get(key) ?? issues.length;
    return { key, count, companies: count === issues.length ? rows.size : null, issues };
  });
  const counted = made.reduce((sum, { count }) => sum + count, 0);
  return { by, total, listed, exact: counted === total, groups: made.sort((a, b) => b.count - a.count) };
}

/** Counts that a report knows beyond the issues that it lists. */
function knownCounts(report: ValidationReport, by: GroupKey): Map<IssueGroup['key'], number> | undefined {
  const { by_code, summary, fields } = report;
  const entries: Partial<Record<GroupKey, () => [string, number][]>> = {
    code: () => Object.entries(by_code),
    severity: () => [
      ['error' satisfies Issue['severity'], summary.errors],
      ['warning' satisfies Issue['severity'], summary.warnings],
      ['info' satisfies Issue['severity'], summary.infos],
    ],
    field: () => fields.map(({ field, errors, warnings, infos }) => [field, errors + warnings + infos]),
  };
  const counts = entries[by]?.().filter(([, count]) => count > 0);
  return counts && new Map(counts);
}
