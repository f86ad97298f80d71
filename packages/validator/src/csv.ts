import { type CellValue, csvText, type Issue } from '@stock-analyzer/schema';

const columns = [
  'row',
  'ticker',
  'field',
  'code',
  'rule',
  'severity',
  'value',
  'expected',
  'message',
  'cell',
  'suggestion',
  'evidence',
] as const satisfies readonly (keyof Issue)[];

/**
 * Issues as CSV with a header line, made with `csvText`: texts that a spreadsheet would take for a formula get
 * an apostrophe in front, numbers stay numbers. Rows are counted from 0, as in the issues; evidence is written
 * `name=figure; name=figure`.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator, issuesToCsv } from '@stock-analyzer/validator';
 *
 * const findings = createValidator(companySchema).check([{ Ticker: '=1+1', corpName: 'Test' }]);
 * issuesToCsv(findings).split('\r\n')[1]?.slice(0, 53); // → "0,'=1+1,Ticker,pattern_mismatch,pattern,error,'=1+1,t"
 * ```
 */
export function issuesToCsv(issues: Iterable<Issue>): string {
  const records: CellValue[][] = [[...columns]];
  for (const issue of issues) {
    records.push(
      columns.map((column) => (column === 'evidence' ? evidenceText(issue) : (issue[column] ?? null))),
    );
  }
  return csvText(records);
}

/** The figures of a finding in one cell: `median=12.1; times=95`. */
function evidenceText({ evidence }: Issue): string | null {
  return evidence
    ? Object.entries(evidence)
        .map(([name, figure]) => `${name}=${figure}`)
        .join('; ')
    : null;
}
