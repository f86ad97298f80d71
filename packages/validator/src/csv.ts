import type { CellValue, Issue } from '@stock-analyzer/schema';

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
] as const satisfies readonly (keyof Issue)[];

/**
 * Issues as CSV (RFC 4180) with a header line. Texts that a spreadsheet would take for a formula, those that
 * start with `= + - @`, a tab or a carriage return, get an apostrophe in front; numbers stay numbers.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator, issuesToCsv } from '@stock-analyzer/validator';
 *
 * const findings = createValidator(companySchema).check([{ Ticker: '=1+1', corpName: 'Test' }]);
 * issuesToCsv(findings).split('\r\n')[1]?.slice(0, 47); // → "0,'=1+1,Ticker,pattern_mismatch,pattern,error,'"
 * ```
 */
export function issuesToCsv(issues: Iterable<Issue>): string {
  const lines = [columns.join(',')];
  for (const issue of issues) lines.push(columns.map((column) => csvCell(issue[column] ?? null)).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function csvCell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
