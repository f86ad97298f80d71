import type { Issue, Severity } from '@stock-analyzer/schema';

/** Issues of one kind, field or industry. */
export interface IssueGroup {
  readonly key: string;
  readonly total: number;
  readonly counts: Readonly<Record<Severity, number>>;
  /** Companies with at least one of them. */
  readonly companies: number;
}

/** Issues grouped by what a function says of each, the largest group first. */
export function groupIssues(issues: readonly Issue[], keyOf: (issue: Issue) => string | null): IssueGroup[] {
  const groups = new Map<string, { counts: Record<Severity, number>; rows: Set<number> }>();
  for (const issue of issues) {
    const key = keyOf(issue);
    if (key === null) continue;
    let group = groups.get(key);
    if (!group) {
      group = { counts: { error: 0, warning: 0, info: 0 }, rows: new Set() };
      groups.set(key, group);
    }
    group.counts[issue.severity]++;
    if (issue.row !== null) group.rows.add(issue.row);
  }
  return [...groups]
    .map(([key, { counts, rows }]) => ({
      key,
      counts,
      total: counts.error + counts.warning + counts.info,
      companies: rows.size,
    }))
    .sort((a, b) => b.counts.error - a.counts.error || b.total - a.total);
}
