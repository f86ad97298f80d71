import { describe, expect, it } from 'vitest';
import { columnNames, resolveHeaders } from '../header';
import { fieldTexts } from '../texts';
import {
  aCompanySheet,
  eIndicatorsSheet,
  mCompanySheet,
  type SheetDefinition,
  sheetDefinitions,
  tEpsCSheet,
  tRankSheet,
} from './index';

function names(sheet: SheetDefinition, headers: string, titles: Readonly<Record<number, string>> = {}) {
  let title: string | null = null;
  const cells = headers.split('|').map((text, index) => {
    title = titles[index] ?? title;
    return { text, index, groupTitle: title };
  });
  const matches = resolveHeaders(cells, {
    fields: sheet.schema.fields,
    rules: sheet.rules,
    series: sheet.series,
  });
  return columnNames(matches).map((name, at) =>
    matches[at]!.kind === 'field' ? name : `(${matches[at]!.kind}) ${name}`,
  );
}

const BLOCK = 'W|1 M|3 M|6 M|12 M';
const M_HEADERS = `Ticker|Corp|Exchange|WI26|결산|설립|Price|(USD mn)|ROE (Fwd)|OPM (Fwd)|PER (Fwd)|PBR (Fwd)|${BLOCK}|${BLOCK}|${BLOCK}|45933|45926.0|45903.0|45841.0|45750.0|45568.0`;
const M_NAMES = [
  'Ticker',
  'corpName',
  'exchange',
  'industry',
  'Fiscal Month',
  'Founded',
  'Price',
  '(USD mn)',
  'ROE (Fwd)',
  'Operating Margin (Fwd)',
  'PER (Fwd)',
  'PBR (Fwd)',
  'Return (1W)',
  'Return (1M)',
  'Return (3M)',
  'Return (6M)',
  'Return (Y)',
  'Divergence (1W)',
  'Divergence (1M)',
  'Divergence (3M)',
  'Divergence (6M)',
  'Divergence (12M)',
  'EPS Change (1W)',
  'EPS Change (1M)',
  'EPS Change (3M)',
  'EPS Change (6M)',
  'EPS Change (12M)',
  'EPS (Fwd)',
  'EPS Consensus (1W ago)',
  'EPS Consensus (1M ago)',
  'EPS Consensus (3M ago)',
  'EPS Consensus (6M ago)',
  'EPS Consensus (12M ago)',
];

describe('M_Company', () => {
  it('tells its three groups apart by title', () => {
    const titles = {
      0: '기업정보',
      7: 'Market Cap',
      8: '수익성',
      10: '밸류',
      12: '기간별 수익률 (25/10/03)',
      17: '괴리율 (EPS+HYY)',
      22: 'Fwd 12M EPS Consensus Change (%)',
      27: 'Fwd 12M EPS Consensus (USD)',
    };
    expect(names(mCompanySheet, M_HEADERS, titles)).toEqual(M_NAMES);
  });
  it('and by order where there are no titles, with the next weeks headers and pandas suffixes', () => {
    expect(names(mCompanySheet, M_HEADERS)).toEqual(M_NAMES);
    const exported = M_HEADERS.replace(
      `${BLOCK}|${BLOCK}|${BLOCK}`,
      `${BLOCK}|${BLOCK.replace(/(?=\||$)/g, '.1')}|${BLOCK.replace(/(?=\||$)/g, '.2')}`,
    ).replace(/45933.*/, '45940.0|45933.0|45910.0|45848.0|45757.0|45575.0');
    expect(exported).toContain('W.2|1 M.2');
    expect(names(mCompanySheet, exported)).toEqual(M_NAMES);
  });
});

describe('A_Company', () => {
  const HEAD =
    'Ticker|Corp|Exchange|WI26|FY 0|설립|현재가|전일대비|전주대비|(USD mn)|ROE (Fwd)|OPM (Fwd)|CCC (FY 0)|PER (Nov-25)|% PER (Avg)|PBR (Nov-25)|Sales (3)||PER (3)|PER (5)|PER (10)|PEG (Nov-25)|PER (Avg)|Price (10)|Return (Y)|DY (FY+1)';
  const HEAD_NAMES = [
    'Ticker',
    'corpName',
    'exchange',
    'industry',
    'Fiscal Year End (FY 0)',
    'Founded',
    'Price',
    'Price Change (1D)',
    'Price Change (1W)',
    '(USD mn)',
    'ROE (Fwd)',
    'Operating Margin (Fwd)',
    'Cash Conversion Cycle (FY 0)',
    'PER (Oct-25)',
    'PER vs Average',
    'PBR (Oct-25)',
    'Sales Growth (3Y)',
    'Growth Basis',
    'PER (3Y Fwd)',
    'PER (5Y Fwd)',
    'PER (10Y Fwd)',
    'PEG (Oct-25)',
    'PER (Avg)',
    'Expected Price (10Y)',
    'Expected Return (10Y)',
    'Dividend Yield (Fwd)',
  ];
  const SIX = 'W|1 M|3 M|6 M|YTD|12 M';
  it('takes Return (Y) for the expected one, and the twelve months of the return block for the past one', () => {
    const found = names(
      aCompanySheet,
      `${HEAD}|${SIX}|${SIX}|${SIX}|45933|45926.0|45903.0|45841.0|45750.0|45653.0|45568.0`,
    );
    expect(found.slice(0, 26)).toEqual(HEAD_NAMES);
    expect(found[31]).toBe('Return (Y)');
    expect(found.slice(-2)).toEqual(['EPS Consensus (Year start)', 'EPS Consensus (12M ago)']);
    expect(found.filter((name) => name.startsWith('('))).toEqual(['(USD mn)']);
  });
  it('knows the exports that kept one group of three', () => {
    const found = names(aCompanySheet, HEAD.replace('Corp', 'corpName').concat('|', SIX));
    expect(found.slice(26)).toEqual([
      'EPS Change (1W)',
      'EPS Change (1M)',
      'EPS Change (3M)',
      'EPS Change (6M)',
      'EPS Change (YTD)',
      'EPS Change (12M)',
    ]);
  });
  it('knows Price with a trailing space beside the average PER', () => {
    expect(names(aCompanySheet, '현재가|PER (Avg)|Price |Return (Y)|DY (F+1)')).toEqual([
      'Price',
      'PER (Avg)',
      'Expected Price (10Y)',
      'Expected Return (10Y)',
      'Dividend Yield (Fwd)',
    ]);
  });
});

it('T_EPS_C keeps its three years apart', () => {
  const weeks = '45940.0|45933.0|45926.0|45919.0|45912.0|45905.0';
  const again = (n: number) => weeks.replace(/(?=\||$)/g, `.${n}`);
  const found = names(
    tEpsCSheet,
    `FY O|PER (1~5)|%|PBR (Oct-25)|PBR (1~5)|%.1|W|${weeks}|W.1|${again(1)}|W.2|${again(2)}`,
  );
  expect(found.slice(0, 8)).toEqual([
    'Fiscal Year End (FY 0)',
    'PER Band',
    'PER vs Band',
    'PBR (Oct-25)',
    'PBR Band',
    'PBR vs Band',
    'EPS FY+1 Change (1W)',
    'EPS FY+1 (Now)',
  ]);
  expect(found.slice(-7)).toEqual([
    'EPS FY+3 Change (1W)',
    'EPS FY+3 (Now)',
    ...['1', '2', '3', '4', '5'].map((n) => `EPS FY+3 (${n}W ago)`),
  ]);
});

it('T_Rank understands headers with newlines and its two prices', () => {
  const found = names(
    tRankSheet,
    'FY+1 /\n FY 0 |FY+3 /\n FY+2|EPS (Oct-25)|Price|Return|BPS (Oct-25)|Price|Return',
  );
  expect(found).toEqual([
    'EPS Growth (FY+1)',
    'EPS Growth (FY+3)',
    'EPS (Oct-25)',
    'Fair Price (PER)',
    'Fair Return (PER)',
    'BPS (Oct-25)',
    'Fair Price (PBR)',
    'Fair Return (PBR)',
  ]);
});

it('E_Indicators takes its weekly block and leaves the blocks beside it', () => {
  const found = names(
    eIndicatorsSheet,
    'T2Y|ADD 1|T10Y|ADD 2|T20Y||Date|TED|HYS(US)|HYS(EM)|HYS(EU)|HYY(US)|HYY(EM)|HYY(EU)|T30Y|T20Y|T10Y|T2Y|T10Y-2Y|10Y BEI|5Y BEI|5-10 BEI|10Y TIPS||HYY(US)|HYY(EM)|HYY(EU)|304.0|Date|T2Y|T10Y|T20Y',
  );
  expect(found.slice(0, 5).every((name) => name.startsWith('(unknown)'))).toBe(true);
  expect(found.slice(6, 8)).toEqual(['Date', 'TED Spread']);
  expect(found[17]).toBe('Treasury Yield (2Y)');
  expect(found[12]).toBe('HY Yield (EM)');
  expect(found[22]).toBe('TIPS Yield (10Y)');
  expect(found.slice(24).every((name) => /^\((unknown|ambiguous)\)/.test(name))).toBe(true);
});

describe('every sheet', () => {
  it.each(sheetDefinitions.map((sheet) => [sheet.id, sheet] as const))(
    '%s names only fields it has',
    (_, sheet) => {
      const fields = [
        ...sheet.rules.map(({ field }) => field),
        ...sheet.series.flatMap(({ steps }) => steps.map(({ field }) => field)),
      ];
      for (const field of fields) expect(sheet.schema.byName.has(field)).toBe(true);
      for (const field of sheet.schema.fields) {
        const { description } = fieldTexts(field);
        expect(description.en !== field.name && description.en && description.ko).toBeTruthy();
      }
    },
  );
  it('has names that hold no month in SQL', () => {
    for (const sheet of sheetDefinitions) {
      for (const { column } of sheet.schema.fields) expect(column).not.toMatch(/oct_25/);
    }
  });
  it('is plain data', () => {
    for (const { rules, series } of sheetDefinitions) {
      expect(JSON.parse(JSON.stringify({ rules, series }))).toEqual({ rules, series });
    }
  });
});
