import type { Bilingual } from '@stock-analyzer/schema';
import { shareBar } from '../charts/share-bar';
import { groupIssues, type IssueGroup } from '../figures/breakdown';
import { companiesOf } from '../figures/companies';
import type { QualityReportInput } from '../input';
import { showCount } from '../numbers';
import type { RowTable } from '../tables/row-table';
import { brief } from '../text';
import { issueWords, severityWords } from '../words/codes';
import { words } from '../words/words';
import { both, html, type Markup } from './markup';
import { countLink, section, table, th } from './parts';
import { rowTable } from './row-table';

/** The issues by kind, by field and by industry, then one by one. */
export function issuesSection({ report, dataset }: QualityReportInput, rows: RowTable): Markup {
  const { issues } = report;
  if (issues.length === 0) return section('issues', words.issues, html`<p>${both(words.noIssues)}</p>`);
  const companies = companiesOf(dataset);
  const same = (text: string): Bilingual => ({ en: text, ko: text });
  const kinds = groupIssues(issues, ({ code }) => code);
  const fields = groupIssues(issues, ({ field }) => field);
  const industries = groupIssues(issues, ({ row }) =>
    row === null || row >= companies.count ? null : companies.industry(row),
  );
  return section(
    'issues',
    words.issues,
    html`<p>${both(words.issuesIntro)}</p>`,
    html`<div class="pair"><div>${groupTable(
      words.byKind,
      words.kind,
      'kind',
      kinds,
      (key) => issueWords[key as keyof typeof issueWords],
    )}${groupTable(words.byField, words.field, 'field', fields, (key) => same(brief(key, 60)))}</div>${groupTable(
      words.byIndustry,
      words.industry,
      'industry',
      industries,
      (key) => (key ? same(brief(key, 40)) : words.noIndustry),
    )}</div>`,
    html`<h3>${both(words.allIssues)}</h3>`,
    rowTable('issues', words.allIssues, rows),
  );
}

function groupTable(
  title: Bilingual,
  head: Bilingual,
  column: 'kind' | 'field' | 'industry',
  groups: readonly IssueGroup[],
  nameOf: (key: string) => Bilingual,
): Markup {
  const most = Math.max(...groups.map(({ total }) => total), 0);
  return html`<div><h3>${both(title)}</h3>${table(
    title,
    [
      th(head),
      html`<td></td>`,
      th(words.count, true),
      th(words.errors, true),
      th(words.warnings, true),
      th(words.affected, true),
    ],
    groups.map(({ key, total, counts, companies }) => {
      const name = nameOf(key);
      const view = { table: 'issues', [column]: name === words.noIndustry ? '' : name.en } as const;
      return html`<tr><th scope="row">${both(name)}</th><td class="wide">${shareBar(
        [
          { value: counts.error, kind: 'error' },
          { value: counts.warning, kind: 'warning' },
          { value: counts.info, kind: 'info' },
        ],
        most,
      )}</td><td class="number">${countLink(total, view)}</td><td class="number">${countLink(counts.error, { ...view, severity: severityWords.error.en })}</td><td class="number">${countLink(counts.warning, { ...view, severity: severityWords.warning.en })}</td><td class="number">${showCount(companies)}</td></tr>\n`;
    }),
  )}</div>`;
}
