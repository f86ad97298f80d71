import { describe, expect, it } from 'vitest';
import { toColumnConfig, toEnhancedColumnConfig } from './column-config';
import { companySchema } from './company/schema';

const config = toColumnConfig(companySchema);
const names = companySchema.fields.map((field) => field.name);

describe('toColumnConfig', () => {
  it('has the shape that the pages read, with every column in one category and under a Korean heading', () => {
    expect(Object.keys(config)).toEqual(['categories', 'korean_names', 'display_modes', 'excluded_columns']);
    expect(Object.values(config.categories).flatMap(({ columns }) => columns)).toEqual(names);
    expect(Object.keys(config.korean_names)).toEqual(names);
    for (const heading of Object.values(config.korean_names)) expect(heading).toMatch(/[가-힣]/);
    for (const { name } of Object.values(config.categories)) expect(name).toMatch(/[가-힣]/);
  });

  it('starts every display mode with the company', () => {
    expect(Object.keys(config.display_modes)).toEqual(
      'basic valuation profitability financial_health performance fundamental all'.split(' '),
    );
    for (const { columns } of Object.values(config.display_modes)) {
      expect(columns.slice(0, 2)).toEqual(['Ticker', 'corpName']);
      expect(new Set(columns).size).toBe(columns.length);
    }
    expect(config.display_modes.basic?.columns).toContain('ROE (Fwd)');
    expect(config.display_modes.all?.columns).toEqual(names);
  });

  it('shows a row as the details page does: group, heading, value, and back', () => {
    const row: Record<string, unknown> = { Ticker: '005930.KS', 'ROE (Fwd)': 8.5, '(USD mn)': 0 };
    const shown = Object.values(config.categories).flatMap(({ name, columns }) =>
      columns
        .filter((column) => row[column] !== undefined)
        .map((column) => [name, config.korean_names[column], row[column]]),
    );
    expect(shown).toEqual([
      ['기본 정보', '거래소 종목 코드', '005930.KS'],
      ['수익성', '예상 자기자본이익률(%)', 8.5],
      ['펀더멘털', '시가총액(백만 달러)', 0],
    ]);
    const byHeading = new Map(Object.entries(config.korean_names).map(([column, text]) => [text, column]));
    expect(byHeading.size).toBe(39);
    expect(Object.fromEntries(shown.map(([, text, value]) => [byHeading.get(String(text)), value]))).toEqual(
      row,
    );
  });

  it('lists excluded columns and shows them nowhere', () => {
    const { categories, display_modes, korean_names, excluded_columns } = toColumnConfig(companySchema, {
      excluded: ['searchIndex', 'Analyst'],
    });
    expect(excluded_columns).toEqual(['searchIndex', 'Analyst']);
    const shown = [...Object.values(categories), ...Object.values(display_modes)].flatMap(
      (group) => group.columns,
    );
    expect(shown).not.toContain('Analyst');
    expect(Object.keys(korean_names)).not.toContain('Analyst');
  });
});

describe('toEnhancedColumnConfig', () => {
  const enhanced = toEnhancedColumnConfig(companySchema);

  it('holds the plain configuration and every column in full, as JSON', () => {
    expect(enhanced).toMatchObject(config);
    expect(Object.keys(enhanced.columns)).toEqual(names);
    expect(JSON.parse(JSON.stringify(enhanced))).toEqual(enhanced);
  });

  it('says how to show a column and what its values may be', () => {
    expect(enhanced.columns['Dividend Yield (Fwd)']).toMatchObject({
      key: 'dividendYield',
      kind: 'percentage',
      unit: 'percent',
      align: 'right',
      decimals: 2,
      possible: { min: 0 },
      plausible: { min: 0, max: 30 },
    });
    expect(enhanced.columns.exchange).toMatchObject({
      align: 'left',
      decimals: null,
      values: ['NASDAQ', 'NYSE', 'KOSPI', 'KOSDAQ'],
    });
  });
});
