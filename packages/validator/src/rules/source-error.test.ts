import {
  columnTable,
  companySchema,
  type MissingCause,
  numberColumn,
  stringColumn,
} from '@stock-analyzer/schema';
import { expect, it } from 'vitest';
import { createValidator } from '../validator';

it("tells the source's errors and unread texts, and keeps blank cells blank", () => {
  const causes = new Map<number, MissingCause>([
    [2, { kind: 'unparsed', text: 'n.a.' }],
    [0, { kind: 'token', text: '#N/A ROE (Fwd)', error: '#N/A' }],
  ]);
  const table = columnTable(4, [
    stringColumn('Ticker', ['A', 'B', 'C', 'D']),
    stringColumn('corpName', ['A', 'B', 'C', 'D']),
    { ...numberColumn('ROE (Fwd)', [null, null, null, 3]), causes },
  ]);
  const report = createValidator(companySchema).validate(table);
  expect(report.issues.map(({ row, code, message }) => [row, code, message])).toEqual([
    [0, 'source_error', 'ROE (Fwd): the source has "#N/A ROE (Fwd)" instead of a value'],
    [2, 'source_error', `ROE (Fwd): the source's "n.a." could not be read`],
  ]);
  expect(report.summary.valid_companies).toBe(4);
});
