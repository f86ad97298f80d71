import { cellAddress, type Issue, type IssueCode } from '@stock-analyzer/schema';
import { emptyColumn, type RunResult } from './engine/run';
import { ValidatorError } from './errors';
import type { ReportOptions, ValidationReport } from './report';
import type { FindingsContext } from './report/context';
import { reportOf } from './report/report-of';
import { type IssueHead, type RowSelector, rowsOf } from './report/rows-of';
import type { Language } from './words';

/**
 * What a check found, in compact form: 16 bytes an issue, and texts only for the issues that are looked at.
 * Keeps the checked rows or columns alive, as issues tell their values: leave them unchanged meanwhile.
 */
export interface Findings extends Iterable<Issue> {
  /** Companies that were checked. */
  readonly companies: number;
  /** How many issues there are, or how many of one code. */
  count(code?: IssueCode): number;
  /**
   * One issue, by its number in the order of row, then field.
   *
   * @throws ValidatorError `OUT_OF_RANGE` if there is no such number.
   */
  at(index: number, language?: Language): Issue;
  /** The same issue without value and texts: for counting and grouping. Throws like {@link Findings.at}. */
  headAt(index: number): IssueHead;
  /**
   * The rows, ascending, that an entry of the score's `lost_to` is about: rows with an issue of its code, rows
   * without a value of its field, or all rows, which the as-of date is that of. A column in another unit is
   * wrong in all rows. Any other choice of code, severity and field will do.
   */
  rowsOf(lost: RowSelector): number[];
  /** The report as plain JSON. */
  toReport(options?: ReportOptions): ValidationReport;
}

export function findingsOf(context: FindingsContext, result: RunResult): Findings {
  const { table, dataset } = context;
  const { records, notes, rules } = result;
  const { fields } = table.schema;

  /** Where an issue is and what it is, with the words of a note if it is one. */
  function placeOf(index: number, language: Language): { head: IssueHead; note: Issue | undefined } {
    const number = records.rules[index];
    if (number === undefined) {
      throw new ValidatorError({
        code: 'OUT_OF_RANGE',
        message: `There is no issue ${index}; there are ${records.count}`,
        advice: 'Issues are numbered from 0.',
      });
    }
    const rule = rules[number];
    const note = rule ? undefined : notes[records.details[index]!]!.issue(language);
    const at = records.rows[index]!;
    const row = at < 0 ? null : at;
    const { code, severity } = rule ?? note!;
    const name = rule ? rule.name : note!.rule;
    return {
      head: {
        row,
        ticker: note?.ticker ?? (row === null ? null : table.tickerAt(row)),
        field: note ? note.field : (fields[records.fields[index]!]?.name ?? null),
        code,
        ...(name !== undefined && { rule: name }),
        severity,
      },
      note,
    };
  }

  function at(index: number, language: Language = 'en'): Issue {
    const { head, note } = placeOf(index, language);
    if (note) return { ...note, ticker: head.ticker };
    const { row } = head;
    const fieldIndex = records.fields[index]!;
    const field = fields[fieldIndex] ?? null;
    const value = row === null || field === null ? null : table.valueAt(fieldIndex, row);
    const finding = {
      row,
      value,
      field,
      detail: records.details[index]!,
      table,
      // Columns of rows are made when first asked for, and most explanations do without.
      get column() {
        return table.columns[fieldIndex] ?? emptyColumn(field ?? fields[0]!, table.rowCount);
      },
    };
    const { expected, message, suggestion, evidence, ticker } = rules[records.rules[index]!]!.explain(
      finding,
      language,
    );
    const cell = dataset && row !== null && field ? cellAddress(dataset, row, field.name) : undefined;
    return {
      ...head,
      ...(ticker !== undefined && { ticker }),
      value,
      expected,
      message,
      ...(cell !== undefined && { cell }),
      ...(evidence !== undefined && { evidence }),
      ...(suggestion !== undefined && { suggestion }),
    };
  }

  function headAt(index: number): IssueHead {
    const { head } = placeOf(index, 'en');
    // A company that no row has is known to its rule alone.
    return head.row === null && head.ticker === null ? { ...head, ticker: at(index).ticker } : head;
  }

  return {
    companies: table.rowCount,
    count: (code) => (code === undefined ? records.count : (context.tally.byCode.get(code) ?? 0)),
    at,
    headAt,
    rowsOf: (lost) => rowsOf(lost, table, records.count, headAt),
    *[Symbol.iterator]() {
      for (let index = 0; index < records.count; index++) yield at(index);
    },
    toReport({ maxIssues = records.count, language = 'en' } = {}) {
      const listed = Math.max(0, Math.min(records.count, Math.floor(maxIssues)));
      return reportOf(
        context,
        result,
        records.count,
        Array.from({ length: listed }, (_, index) => at(index, language)),
      );
    },
  };
}
