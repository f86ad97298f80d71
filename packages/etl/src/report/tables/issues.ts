import type { FieldDefinition, Issue, Severity } from '@stock-analyzer/schema';
import { companiesOf, definitionOf } from '../figures/companies';
import { expectedOf } from '../figures/expected';
import type { QualityReportInput } from '../input';
import { showValue } from '../numbers';
import { brief } from '../text';
import { issueWords, severityWords } from '../words/codes';
import { words } from '../words/words';
import { Choices, type RowTable } from './row-table';

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** Every issue that the corrected data still has, the worst first. */
export function issueTable({ dataset, report, findings }: QualityReportInput): RowTable {
  const companies = companiesOf(dataset);
  const [kinds, fields, industries, expectations] = [
    new Choices(),
    new Choices(),
    new Choices(),
    new Choices(),
  ];
  const rowOf = ({ issue, index }: { readonly issue: Issue; readonly index: number }) => {
    const { row, ticker, field, code, severity, cell } = issue;
    const definition = field === null ? undefined : definitionOf(dataset, field);
    const known = row !== null && row < companies.count;
    return [
      ORDER.indexOf(severity),
      kinds.of(issueWords[code]),
      brief(ticker ?? '', 20),
      known ? brief(companies.name(row), 60) : '',
      industries.ofText(known ? brief(companies.industry(row), 40) : ''),
      fields.ofText(brief(field ?? '', 60)),
      foundIn(issue, definition, dataset),
      expectations.of(expectedOf(issue, definition, () => findings.at(index, 'ko'))),
      brief(cell ?? ''),
    ];
  };
  const placed = report.issues.map((issue, index) => ({ issue, index }));
  const rows = ORDER.flatMap((severity) =>
    placed.filter(({ issue }) => issue.severity === severity).map(rowOf),
  );
  return {
    columns: [
      {
        key: 'severity',
        label: words.severity,
        choices: ORDER.map((each) => severityWords[each]),
        filter: true,
        look: 'severity',
      },
      { key: 'kind', label: words.kind, choices: kinds.list, filter: true },
      { key: 'ticker', label: words.ticker },
      { key: 'company', label: words.company },
      { key: 'industry', label: words.industry, choices: industries.list, filter: true },
      { key: 'field', label: words.field, choices: fields.list, filter: true },
      { key: 'found', label: words.found, look: 'number' },
      { key: 'expected', label: words.expected, choices: expectations.list },
      { key: 'cell', label: words.cell, look: 'mono' },
    ],
    rows,
  };
}

/** What stands in the cell; where it holds an error, the text of that error. */
function foundIn(
  { row, field, code, value }: Issue,
  definition: FieldDefinition | undefined,
  { fields, native }: QualityReportInput['dataset'],
): string {
  const cause =
    code === 'source_error' && row !== null && field !== null
      ? (fields.byName.get(field) ?? native.byName.get(field))?.causes?.get(row)
      : undefined;
  return showValue(cause?.text ?? value, definition?.kind === 'string' ? undefined : definition?.unit);
}
