import type { Issue, IssueCode, Schema } from '@stock-analyzer/schema';
import {
  addTo,
  bitOf,
  type CompanyGroup,
  groupBits,
  groups,
  ofGroups,
  type RunTally,
  type SeverityCounts,
  type Tally,
} from '../engine/tally';

/** Adds up the tallies of a stream's batches. */
export class TallySum implements Tally {
  readonly total: SeverityCounts = { error: 0, warning: 0, info: 0 };
  readonly byCode = new Map<IssueCode, number>();
  readonly byField: readonly SeverityCounts[];
  readonly values: number[];
  readonly companies: Record<CompanyGroup, number> = ofGroups(() => 0);
  readonly columns = new Map();
  readonly #causes: Record<CompanyGroup, Map<IssueCode, number>> = ofGroups(() => new Map());

  constructor({ fields }: Schema) {
    this.byField = fields.map(() => ({ error: 0, warning: 0, info: 0 }));
    this.values = fields.map(() => 0);
  }

  get causes(): Tally['causes'] {
    return ofGroups((_bit, group) =>
      [...this.#causes[group]].map(([code, count]) => ({
        code,
        ...(group === 'validity' && { severity: 'error' as const }),
        count,
      })),
    );
  }

  add({ total, byCode, byField, values, companies, causes }: RunTally): void {
    addSeverities(this.total, total);
    for (const [code, count] of byCode) addTo(this.byCode, code, count);
    for (let field = 0; field < values.length; field++) {
      this.values[field]! += values[field]!;
      addSeverities(this.byField[field]!, byField[field]!);
    }
    for (const group of groups) {
      this.companies[group] += companies[group];
      for (const { code, count } of causes[group]) addTo(this.#causes[group], code, count);
    }
  }

  /** Adds one issue of a row whose groups are known so far, as bits; gives them with the issue's own. */
  addIssue(issue: Pick<Issue, 'code' | 'severity'>, field: number, bits: number): number {
    this.total[issue.severity]++;
    addTo(this.byCode, issue.code, 1);
    const counts = this.byField[field];
    if (counts) counts[issue.severity]++;
    const own = groupBits(issue);
    for (const group of groups) {
      if ((own & bitOf(group)) === 0) continue;
      addTo(this.#causes[group], issue.code, 1);
      if ((bits & bitOf(group)) === 0) this.companies[group]++;
    }
    return bits | own;
  }
}

function addSeverities(sum: SeverityCounts, more: Readonly<SeverityCounts>): void {
  for (const severity of ['error', 'warning', 'info'] as const) sum[severity] += more[severity];
}
