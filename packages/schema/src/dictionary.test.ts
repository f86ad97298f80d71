import { describe, expect, it } from 'vitest';
import { companySchema } from './company/schema';
import { toDictionary } from './dictionary';
import { defineSchema } from './schema';

/** The cells of a Markdown table's rows. */
function rowsOf(page: string): string[][] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('| **'))
    .map((line) => line.slice(2, -2).split(/ (?<!\\)\| /));
}

describe('docs/data-dictionary.md', () => {
  it('is up to date: after a change of the fields run `pnpm vitest run packages/schema/src/dictionary -u`', async () => {
    const note =
      '<!-- Made from the schema, not by hand: pnpm vitest run packages/schema/src/dictionary -u -->\n\n';
    await expect(note + toDictionary(companySchema)).toMatchFileSnapshot('../../../docs/data-dictionary.md');
  });
});

describe('toDictionary', () => {
  it('tells every field: meaning, kind, unit, ranges, names, formula, aliases', () => {
    const rows = rowsOf(toDictionary(companySchema));
    expect(rows).toHaveLength(39);
    expect(rows.every((cells) => cells.length === 10)).toBe(true);
    expect(rows.find(([name]) => name === '**ROE (Fwd)**')).toEqual([
      '**ROE (Fwd)**',
      'Expected return on equity<br>예상 자기자본이익률',
      'percentage',
      '%',
      '',
      '-100 … 200',
      '`profitability_metrics.roe_fwd`',
      '`ProfitabilityMetrics.roe`',
      '100 × net income of the next 12 months ÷ equity',
      '',
    ]);
    expect(rows[0]).toEqual([
      '**Ticker**',
      'Symbol of the share at its exchange<br>거래소 종목 코드',
      'text, required',
      '',
      '`^[A-Z0-9.-]+$`',
      '',
      '`companies.ticker`',
      '`Company.ticker`',
      '',
      'Symbol, 티커',
    ]);
  });

  it('speaks Korean when asked', () => {
    const page = toDictionary(companySchema, { language: 'ko' });
    expect(page).toMatch(/^# 데이터 사전: company 1\.0\.0, 39개 항목\n/);
    expect(page).toContain('| 항목 | 의미 |');
    expect(rowsOf(page)).toHaveLength(39);
  });

  it('lets no header break the table or become markup', () => {
    const schema = defineSchema({
      id: 'odd',
      version: '1.0.0',
      fields: [
        {
          name: 'a|b\n<img src=x> *c* `d` [e](f)',
          key: 'odd',
          column: 'odd',
          category: 'native',
          kind: 'string',
          unit: 'none',
          pattern: 'x|y',
          description: { en: 'Odd', ko: '이상' },
        },
      ],
    });
    const page = toDictionary(schema);
    expect(rowsOf(page)).toHaveLength(1);
    expect(rowsOf(page)[0]?.[0]).toBe('**a\\|b &lt;img src=x\\> \\*c\\* \\`d\\` \\[e\\](f)**');
    expect(rowsOf(page)[0]?.[4]).toBe('`x\\|y`');
    expect(rowsOf(page)[0]?.slice(6, 8)).toEqual(['`odd`', '`NativeData.odd`']);
  });
});
