import { describe, expect, it } from 'vitest';
import { describePlace, SchemaError, StockAnalyzerError } from './errors';

describe('StockAnalyzerError', () => {
  it('is told apart by class, code and name', () => {
    const error = new SchemaError({ code: 'UNKNOWN_SCHEMA', message: 'There is no schema "x"' });
    expect(error).toBeInstanceOf(StockAnalyzerError);
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.code, error.retryable, error.place]).toEqual([
      'SchemaError',
      'UNKNOWN_SCHEMA',
      false,
      {},
    ]);
  });

  it('says what was wrong, where, and what to do', () => {
    const text = (message: string, advice?: string, sheet?: string) =>
      new SchemaError({
        code: 'TABLE_SHAPE',
        message,
        ...(advice !== undefined && { advice }),
        ...(sheet !== undefined && { place: { sheet } }),
      }).message;
    expect(text('Too long')).toBe('Too long');
    expect(text('Too long', 'Cut it.')).toBe('Too long. Cut it.');
    expect(text('Too long.', 'Cut it.')).toBe('Too long. Cut it.');
    expect(text('Too long', 'Cut it.', 'T_Chk')).toBe('Too long (at T_Chk). Cut it.');
  });

  it('keeps the cause, and has none unless one is given', () => {
    const cause = new RangeError('inner');
    const options = { code: 'TABLE_SHAPE', message: 'outer' } as const;
    expect(new SchemaError({ ...options, cause }).cause).toBe(cause);
    expect('cause' in new SchemaError(options)).toBe(false);
  });

  it('makes a long message in no time', () => {
    const started = performance.now();
    new SchemaError({ code: 'TABLE_SHAPE', message: `${' '.repeat(1_000_000)}x`, advice: 'Cut it.' });
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('describePlace', () => {
  it('names the file, the cell, the ticker and the field, as far as they are known', () => {
    const cell = { sheet: 'M_Company', row: 17, column: 'I' };
    expect(describePlace({ file: 'week.xlsb', ...cell, ticker: 'AAPL', field: 'ROE (Fwd)' })).toBe(
      'week.xlsb, M_Company!I17, AAPL, ROE (Fwd)',
    );
    expect(describePlace({ sheet: 'M_Company', row: 17 })).toBe('M_Company row 17');
    expect(describePlace({ sheet: 'M_Company', column: 'I' })).toBe('M_Company!I');
    expect(describePlace({ column: 'I', row: 17 })).toBe('I17');
    expect(describePlace({ row: 4 })).toBe('row 4');
    expect(describePlace({})).toBe('');
    expect(describePlace(undefined)).toBe('');
  });
});
