import {
  type DefectPlan,
  generateWeeks,
  type WorkbookOptions,
  workbookBytes,
  xlsbBytes,
} from '@stock-analyzer/fixtures';
import { type CellValue, cellAddress, cellAt, type Dataset } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { globalScouter } from '../profile';
import { readWorkbook } from '../read/read';
import { type TransformResult, transformWorkbook } from './index';

async function transform(changes: Partial<WorkbookOptions> = {}) {
  const { bytes, truth, name } = workbookBytes('small', changes);
  return { truth, result: await transformBytes(bytes, name) };
}

async function transformBytes(bytes: Uint8Array, name: string): Promise<TransformResult> {
  const file = `${name}.xlsb`;
  const { tables, date1904 } = await readWorkbook(bytes, { name: file });
  return transformWorkbook(tables, globalScouter, { file, date1904 });
}

function rowOf(dataset: Dataset, ticker: string): number {
  const tickers = dataset.fields.byName.get('Ticker')!;
  for (let row = 0; row < dataset.fields.rowCount; row++) if (cellAt(tickers, row) === ticker) return row;
  return -1;
}

function readValue({ dataset }: TransformResult, ticker: string, field: string): CellValue {
  const column = dataset.fields.byName.get(field) ?? dataset.native.byName.get(field);
  return column ? cellAt(column, rowOf(dataset, ticker)) : null;
}

function conserved({ accounting }: TransformResult): void {
  for (const each of accounting) {
    const sum = each.rows_published + each.rows_merged + each.rows_quarantined + each.rows_structural;
    expect(sum, each.sheet).toBe(each.rows_read);
    expect(each.rows_published).toBeGreaterThanOrEqual(0);
  }
}

describe('a generated workbook', () => {
  it('is read as what it is, week after week', async () => {
    for (const { content, truth, name } of generateWeeks({
      companies: 50,
      analysed: 30,
      weeks: 3,
      asOf: '2025-12-26',
    })) {
      const result = await transformBytes(xlsbBytes(content), name);
      expect(result.dataset.fields.rowCount).toBe(truth.companies.length);
      for (const company of truth.companies) {
        for (const [field, value] of Object.entries(company.fields)) {
          const found = readValue(result, company.ticker, field);
          if (typeof value === 'number') expect(found, `${company.ticker} ${field}`).toBeCloseTo(value, 8);
          // One exchange in two spellings.
          else expect(found).toBe(field === 'exchange' && value === 'Nasdaq' ? 'NASDAQ' : value);
        }
        expect(readValue(result, company.ticker, 'Price')).toBe(company.price);
        expect(readValue(result, company.ticker, 'Currency')).toBe(company.currency);
        expect(readValue(result, company.ticker, 'Exchange (Source)')).toBe(company.exchange);
      }
      expect(result.asOf).toMatchObject({ date: truth.asOf, agrees: true });
      expect(result.dataset.month).toBe(truth.month);
      expect(result.issues.filter(({ severity }) => severity !== 'info')).toEqual([]);
      conserved(result);
      for (const { sheet, rows_published, rows_merged } of result.accounting) {
        const rows = truth.companyRows.get(sheet);
        if (rows !== undefined) expect(rows_published + rows_merged, sheet).toBe(rows);
      }
    }
  });

  it('knows the source cell of each value', async () => {
    const { truth, result } = await transform();
    for (const { ticker, rows } of truth.companies) {
      const row = rowOf(result.dataset, ticker);
      const sheet = rows.has('A_Company') ? 'A_Company' : 'M_Company';
      const letters = sheet === 'A_Company' ? 'L' : 'J';
      expect(cellAddress(result.dataset, row, 'ROE (Fwd)')).toBe(`${sheet}!${letters}${rows.get(sheet)![0]}`);
      const inMain = rows.get('M_Company')?.[0];
      expect(cellAddress(result.dataset, row, 'PER (Fwd)')).toBe(inMain ? `M_Company!L${inMain}` : undefined);
    }
  });

  it('has a table of its own for every sheet', async () => {
    const { result } = await transform();
    expect(result.sheets).toHaveLength(22);
    const by = new Map(result.sheets.map((sheet) => [sheet.id, sheet]));
    expect(by.get('M_Company')!.table.rowCount).toBe(50);
    expect(by.get('T_EPS_C')!.table.byName.has('EPS FY+2 (3W ago)')).toBe(true);
    expect(by.get('E_Indicators')!.table.byName.get('HY Yield (EM)')!.type).toBe('number');
    const dates = by.get('T_Chk')!.columns.filter(({ date }) => date !== null);
    expect(dates).toHaveLength(57);
    expect(by.get('T_Chk')!.table.byName.get(dates[0]!.name)!.type).toBe('string');
    for (const { columns, table } of result.sheets)
      expect(columns.map(({ name }) => name)).toEqual(table.columns.map(({ name }) => name));
  });
});

describe('a generated workbook with defects', () => {
  const one = async (...defects: DefectPlan) => {
    const { truth, result } = await transform({ defects });
    conserved(result);
    return { truth, result, defect: truth.defects[0]! };
  };

  it('keeps rows without a ticker, without a name and second rows apart, with the reason', async () => {
    const { truth, result } = await one(
      { kind: 'missing_ticker' },
      { kind: 'missing_name' },
      { kind: 'duplicate_row' },
    );
    const kept = new Map(result.quarantine.map(({ sheet, row, reason }) => [`${sheet}!${row}`, reason]));
    for (const { kind, sheet, address } of truth.defects) {
      const place = `${sheet}!${address!.replace(/\D/g, '')}`;
      if (kind === 'duplicate_row') expect([...kept.values()]).toContain('duplicate_ticker');
      else expect(kept.get(place)).toBe(kind);
    }
    expect(result.quarantine).toHaveLength(3);
    expect(result.issues.some(({ code }) => code === 'duplicate_ticker')).toBe(true);
  });

  it.each(['error_cell', 'error_token'] as const)(
    'takes an %s for a missing value with its cause',
    async (kind) => {
      const { result, defect } = await one({ kind, sheet: 'A_Company' });
      const issue = result.issues.find(({ cell }) => cell === `A_Company!${defect.address}`)!;
      expect(issue).toMatchObject({
        code: 'source_error',
        severity: 'info',
        ticker: defect.ticker,
        field: defect.field,
      });
      expect(issue.row).toBe(rowOf(result.dataset, defect.ticker!));
      const column = result.sheets.find(({ id }) => id === 'A_Company')!.table.byName.get(defect.field!)!;
      expect([...column.causes!.values()].some(({ error }) => error === '#N/A' || error === '#VALUE!')).toBe(
        true,
      );
    },
  );

  it('takes spaces for blank and numbers as text for numbers', async () => {
    const spaces = await one({ kind: 'spaces_only' });
    expect(
      spaces.result.issues.some(
        ({ ticker, field }) => ticker === spaces.defect.ticker && field === spaces.defect.field,
      ),
    ).toBe(false);
    const text = await one({ kind: 'text_number' });
    const expected = Number(text.defect.was) * 100;
    expect(readValue(text.result, text.defect.ticker!, text.defect.field!)).toBeCloseTo(expected, 8);
  });

  it.each(['percent', 'basis_points'] as const)(
    'reports a column in %s and converts nothing in silence',
    async (unit) => {
      const { result, defect } = await one({ kind: 'column_unit', unit });
      const issues = result.issues.filter(({ code }) => code === 'column_unit');
      expect(issues).toMatchObject([
        { severity: 'error', field: defect.field, cell: `M_Company!${defect.address}` },
      ]);
      expect(issues[0]!.message).toContain(unit === 'percent' ? 'in percent' : 'in basis points');
      expect(
        result.issues.filter(({ code, field }) => code === 'source_conflict' && field === defect.field),
      ).toEqual([]);
    },
  );

  it('finds a header row that was moved, and dates written as text in it', async () => {
    const { result, truth } = await one(
      { kind: 'header_moved' },
      { kind: 'header_moved', sheet: 'A_Company', count: 2 },
      { kind: 'date_as_text' },
    );
    expect(result.dataset.fields.rowCount).toBe(truth.companies.length);
    expect(result.asOf.agrees).toBe(true);
    expect(result.issues.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('reports a column that nobody knows, and keeps it', async () => {
    const { result, defect } = await one({ kind: 'unknown_column' }, { kind: 'hostile_header', count: 4 });
    expect(
      result.issues.filter(({ code, severity }) => code === 'unknown_column' && severity === 'warning'),
    ).toHaveLength(5);
    const table = result.sheets.find(({ id }) => id === 'M_Company')!.table;
    for (const name of [defect.field!, '__proto__', 'constructor'])
      expect(table.byName.get(name)?.type).toBe('number');
  });

  it('is at home with hostile tickers, sheets and names', async () => {
    const { result } = await one(
      { kind: 'hostile_ticker', count: 4 },
      { kind: 'hostile_sheet', count: 4 },
      { kind: 'formula_text' },
      { kind: 'lone_surrogate' },
    );
    expect(readValue(result, '__proto__', 'Ticker')).toBe('__proto__');
    expect(readValue(result, 'constructor', 'corpName')).toBeTypeOf('string');
    expect(result.sheets.map(({ sheet }) => sheet)).toContain('__proto__');
    expect(JSON.stringify(result.dataset.fields.rowCount)).not.toBe('');
  });

  it('keeps the text of a ticker that became a number, and says so', async () => {
    const { result, defect } = await one({ kind: 'ticker_as_number' });
    const issue = result.issues.find(({ code }) => code === 'wrong_type')!;
    expect(issue).toMatchObject({
      field: 'Ticker',
      severity: 'error',
      value: defect.written,
      ticker: String(defect.written),
    });
    expect(rowOf(result.dataset, String(defect.written))).toBeGreaterThanOrEqual(0);
  });

  it('lets A_Company win where the two sheets differ', async () => {
    const { result, truth } = await one({ kind: 'basis_points', count: 12 });
    const companies = new Map(truth.companies.map((company) => [company.ticker, company]));
    const differing = truth.defects.filter(({ ticker }) => companies.get(ticker!)!.rows.has('A_Company'));
    const conflicts = result.issues.filter(({ code }) => code === 'source_conflict');
    expect(conflicts.map(({ ticker }) => ticker).sort()).toEqual(
      differing.map(({ ticker }) => ticker).sort(),
    );
    for (const { ticker, field } of differing) {
      expect(readValue(result, ticker!, field!)).toBeCloseTo(
        companies.get(ticker!)!.fields[field!] as number,
        8,
      );
    }
  });

  it('makes no week without M_Company', async () => {
    await expect(one({ kind: 'missing_sheet' })).rejects.toMatchObject({ code: 'MISSING_SHEET' });
  });
});
