import {
  columnTable,
  companySchema,
  type Dataset,
  defineSchema,
  type Issue,
  numberColumn,
  type RowOf,
  rowsToTable,
  stringColumn,
} from '@stock-analyzer/schema';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { createValidator } from './validator';

const validator = createValidator(companySchema);
const now = new Date('2025-10-10T09:00:00Z');
const nvda = { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 };

function dataset(): Dataset {
  const fields = columnTable(2, [
    stringColumn('Ticker', ['NVDA', 'AAPL']),
    stringColumn('corpName', ['NVIDIA', 'Apple']),
    numberColumn('ROE (Fwd)', [79.43, 1817.6]),
  ]);
  return {
    asOf: '2025-10-10',
    month: 'Oct-25',
    schema: companySchema,
    nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
    fields,
    native: columnTable(2, []),
    origins: {
      sheets: [{ sheet: 'M_Company', rows: Int32Array.of(16, 17), columns: new Map([['ROE (Fwd)', 'I']]) }],
      sheetOf: new Map([['ROE (Fwd)', Uint8Array.of(1, 1)]]),
    },
    provenance: { file: null, sha256: null, bytes: null, profile: 'test', modifiedAt: null },
    marks: [],
  };
}

describe('input', () => {
  it('rows as an array or any iterable, of any prototype', () => {
    const bare = Object.assign(Object.create(null), nvda);
    for (const rows of [
      [nvda],
      new Set([nvda]),
      [bare],
      (function* () {
        yield nvda;
      })(),
    ]) {
      expect(validator.validate(rows).summary.valid_companies).toBe(1);
    }
  });

  it('a table, whose numbers are not copied', () => {
    expect(validator.validate(rowsToTable([nvda])).summary.valid_companies).toBe(1);
  });

  it('a dataset: issues then carry their source cells, and the report its as-of date', () => {
    const report = validator.validate(dataset());
    expect(report.summary.as_of).toBe('2025-10-10');
    expect(report.issues).toMatchObject([
      { code: 'percentage_basis_points', ticker: 'AAPL', cell: 'M_Company!I17' },
    ]);
  });

  it.each([
    [null, 'null'],
    ['rows', 'string'],
    [7, 'number'],
    [{ companies: [] }, 'envelope'],
    [Promise.resolve([]), 'no list of rows'],
  ])('anything else is refused: %j', (input, told) => {
    expect(() => validator.check(input as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(told) }),
    );
  });

  it('a row that is no object is an invalid company, not the end', () => {
    const report = validator.validate([nvda, null, 'x', ['y']] as never);
    expect(report.summary).toMatchObject({ total_companies: 4, valid_companies: 1 });
    expect(report.issues.filter(({ field }) => field === null).map(({ row }) => row)).toEqual([1, 2, 3]);
  });

  it('unknown and surplus columns are told', () => {
    const report = validator.validate([{ ...nvda, searchIndex: 'x', 'PER (Oct-25)': 1, 'PER (Nov-25)': 2 }]);
    expect(report.issues).toMatchObject([
      { row: null, field: 'PER (Oct-25)', code: 'ambiguous_column', value: 'PER (Nov-25)' },
      { row: null, field: 'searchIndex', code: 'unknown_column' },
    ]);
  });
});

describe('report', () => {
  it('gives the figures under their names', () => {
    const report = validator.validate(
      [
        { ...nvda, 'Operating Margin (Fwd)': 1230, 'Gross Margin (Fwd)': 4500, 'PER (Nov-25)': -100 },
        { ...nvda, corpName: null },
        { Ticker: 'AFMD', corpName: 'Affimed', 'ROE (Fwd)': null },
        { Ticker: 'X', corpName: 'X' },
      ],
      { now, asOf: '2025-10-10' },
    );
    expect(report.summary).toEqual({
      timestamp: '2025-10-10T09:00:00.000Z',
      as_of: '2025-10-10',
      schema: 'company@1.0.0',
      total_companies: 4,
      valid_companies: 2,
      validation_success_rate: 50,
      field_coverage: 100,
      fields_present: 6,
      fields_total: 39,
      format_issues_found: 2,
      format_issues_corrected: 0,
      companies_with_format_issues: 1,
      format_issue_rate: 25,
      range_violations: 2,
      missing_required_fields: 1,
      errors: 4,
      warnings: 3,
      infos: 0,
      quality_score: report.score.total,
    });
    expect(report.by_code).toEqual({
      missing_required: 1,
      out_of_possible_range: 1,
      percentage_basis_points: 2,
      out_of_plausible_range: 1,
      duplicate_ticker: 2,
    });
    expect(report.fields.find(({ field }) => field === 'ROE (Fwd)')).toEqual({
      field: 'ROE (Fwd)',
      mapped: true,
      present: true,
      checked: true,
      values: 2,
      completeness: 50,
      errors: 0,
      warnings: 0,
      infos: 0,
    });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('lists at most so many issues and counts all', () => {
    const findings = validator.check(Array.from({ length: 50 }, () => ({})));
    const report = findings.toReport({ maxIssues: 3 });
    expect(report.issues).toHaveLength(3);
    expect(report.issues_total).toBe(100);
    expect(report.summary.missing_required_fields).toBe(100);
    expect(findings.count('missing_required')).toBe(100);
    expect([...findings]).toHaveLength(100);
    expect(() => findings.at(100)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
  });

  it('speaks Korean', () => {
    const [issue] = validator.validate([{ Ticker: 'NVDA' }], { language: 'ko' }).issues;
    expect(issue?.message).toBe('필수 항목 corpName의 값이 없습니다');
  });

  it('orders issues by row, then field', () => {
    const bad = { Ticker: 'a', 'ROE (Fwd)': 'x', exchange: 'y' };
    const { issues } = validator.validate([bad, bad]);
    expect(issues.map(({ row, field }) => `${row} ${field}`)).toEqual(
      [0, 1].flatMap((row) =>
        ['Ticker', 'Ticker', 'corpName', 'exchange', 'ROE (Fwd)'].map((name) => `${row} ${name}`),
      ),
    );
  });

  it('of nothing has no praise', () => {
    const { summary } = validator.validate([]);
    expect(summary).toMatchObject({
      total_companies: 0,
      validation_success_rate: 0,
      field_coverage: 0,
      quality_score: 0,
    });
  });
});

describe('coverage', () => {
  it('falls when the source lacks a field that it maps, by name or by a missing_column issue', () => {
    const missing: Issue = {
      row: null,
      ticker: null,
      field: 'PBR (Oct-25)',
      code: 'missing_column',
      severity: 'warning',
      value: null,
      expected: 'a column',
      message: 'gone',
    };
    expect(validator.validate([nvda], { issues: [missing] }).summary.field_coverage).toBe(75);
    const mapped = ['Ticker', 'corpName', 'ROE (Fwd)', 'Beta (5Y)', 'ROA (Fwd)'];
    expect(validator.validate([nvda], { mapped }).summary.field_coverage).toBe(60);
  });

  it('tells a column without values from one that is there', () => {
    const { summary, fields } = validator.validate([{ ...nvda, 'Beta (5Y)': null }]);
    expect(summary).toMatchObject({ field_coverage: 100, fields_present: 3 });
    expect(fields.find(({ field }) => field === 'Beta (5Y)')).toMatchObject({ mapped: true, present: false });
  });
});

describe('issues from elsewhere', () => {
  const conflict: Issue = {
    row: 1,
    ticker: null,
    field: 'ROE (Fwd)',
    code: 'source_conflict',
    severity: 'error',
    value: 1,
    expected: '',
    message: 'two sheets differ',
  };

  it('are listed in their place, counted, and make their company invalid', () => {
    const rows = [nvda, { ...nvda, Ticker: 'B' }, { ...nvda, Ticker: 'c' }];
    const report = validator.validate(rows, { issues: [conflict] });
    expect(report.issues.map(({ row, code, ticker }) => [row, code, ticker])).toEqual([
      [1, 'source_conflict', 'B'],
      [2, 'pattern_mismatch', 'c'],
    ]);
    expect(report.summary).toMatchObject({ valid_companies: 1, errors: 2 });
    expect(report.score.parts.find(({ name }) => name === 'consistency')?.value).toBeCloseTo(66.67, 1);
  });

  it('are not counted twice where a rule finds the same', () => {
    const same: Issue = { ...conflict, row: 0, field: 'corpName', code: 'missing_required' };
    expect(
      validator.validate([{ Ticker: 'A' }], { issues: [same, { ...same, field: 'Native' }] }).issues_total,
    ).toBe(2);
  });

  it('about rows that do not exist are refused', () => {
    expect(() => validator.check([nvda], { issues: [conflict] })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
  });

  it('of a column in another unit concern every company', () => {
    const unit: Issue = { ...conflict, row: null, code: 'column_unit', severity: 'warning' };
    const { score } = validator.validate([nvda, { ...nvda, Ticker: 'B' }], { issues: [unit] });
    expect(score.parts.find(({ name }) => name === 'consistency')?.lost).toBe(15);
  });
});

describe('one row', () => {
  it('is a typed valid row, or its issues tell why not', () => {
    const row: unknown = nvda;
    expect(validator.isValid(row)).toBe(true);
    if (validator.isValid(row)) expectTypeOf(row).toEqualTypeOf<RowOf<typeof companySchema>>();
    expect(validator.isValid({ ...nvda, 'ROE (Fwd)': '79.43' })).toBe(false);
    expect(validator.isValid(null)).toBe(false);
    expect(validator.checkRow({ Ticker: 'A' }).map(({ field }) => field)).toEqual(['corpName']);
  });

  it('is not made invalid by what is merely unusual', () => {
    expect(validator.isValid({ ...nvda, 'ROE (Fwd)': 436.61 })).toBe(true);
  });
});
