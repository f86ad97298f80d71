import { companySchema } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { issuesToCsv } from './csv';
import { createValidator } from './validator';

const validator = createValidator(companySchema);

describe('hostile input', () => {
  it('__proto__ and constructor are names like any other, and inherited values do not count', () => {
    const rows = [
      JSON.parse('{"Ticker":"A","corpName":"A","__proto__":{"corpName":"B"},"constructor":1}'),
      Object.create({ Ticker: 'B', corpName: 'B' }),
    ];
    const report = validator.validate(rows);
    expect(report.issues.filter(({ code }) => code === 'unknown_column').map(({ field }) => field)).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect(report.summary).toMatchObject({ valid_companies: 1, missing_required_fields: 2 });
    expect(({} as Record<string, unknown>).corpName).toBeUndefined();
  });

  it('a huge text is cut in messages, never inside a character', () => {
    const huge = '😀'.repeat(500_000);
    const [issue] = validator.validate([{ Ticker: `x${huge}`, corpName: huge }]).issues;
    expect(issue?.message.length).toBeLessThan(200);
    expect(() => encodeURIComponent(issue?.message ?? '')).not.toThrow();
  });

  it('lone surrogates pass through', () => {
    const report = validator.validate([{ Ticker: '\ud800', corpName: 'Caf\udc00' }]);
    expect(report.by_code).toEqual({ pattern_mismatch: 1 });
    expect(() => JSON.parse(JSON.stringify(report))).not.toThrow();
    expect(issuesToCsv(report.issues)).toContain('pattern_mismatch');
  });

  it('values whose conversion throws are only named by their type', () => {
    const trap = {
      toString() {
        throw new Error('touched');
      },
    };
    const { issues } = validator.validate([
      { Ticker: 'A', corpName: 'A', 'ROE (Fwd)': trap, Rating: Symbol('x') },
    ]);
    expect(issues.map(({ value }) => value)).toEqual(['[symbol]', '[object]']);
  });

  it('a text that would make a careless pattern slow does not', () => {
    const start = performance.now();
    validator.validate([{ Ticker: `${'A'.repeat(1_000_000)}!`, corpName: 'A' }]);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
