import fc from 'fast-check';
import { buildSchema, graphqlSync, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { companySchema } from './company/schema';
import { graphqlToRow, rowToGraphql, toGraphqlSdl } from './graphql';
import { defineSchema } from './schema';
import type { CellValue, Row } from './table';

const api = buildSchema(`${toGraphqlSdl(companySchema)}\ntype Query { company(ticker: String!): Company }`);
const identity = { id: 'NVDA', asOfDate: '2025-10-10' };

function typesOf(name: string): Record<string, string> {
  const type = api.getType(name);
  if (!isObjectType(type)) return {};
  return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, String(field.type)]));
}

/** A query for every field there is. */
function everything(typeName: string): string {
  const fields = Object.entries(typesOf(typeName)).map(([name, type]) =>
    isObjectType(api.getType(type)) ? `${name} ${everything(type)}` : name,
  );
  return `{ ${fields.join(' ')} }`;
}

function ask(row: Row, selection: string): Record<string, CellValue | Record<string, CellValue>> {
  const rootValue = { company: () => rowToGraphql(companySchema, row, identity) };
  const { data, errors } = graphqlSync({
    schema: api,
    source: `{ company(ticker: "NVDA") ${selection} }`,
    rootValue,
  });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)).company;
}

describe('toGraphqlSdl', () => {
  it('has the document’s Company', () => {
    expect(typesOf('Company')).toEqual({
      id: 'ID!',
      ticker: 'String!',
      corpName: 'String!',
      industry: 'String',
      exchange: 'String',
      analyst: 'String',
      rating: 'String',
      valuation: 'ValuationMetrics',
      profitability: 'ProfitabilityMetrics',
      financialHealth: 'FinancialHealthMetrics',
      performance: 'PerformanceMetrics',
      fundamental: 'FundamentalData',
      asOfDate: 'Date!',
    });
    expect(Object.keys(typesOf('ValuationMetrics'))).toEqual(
      'per pbr evEbitda evSales priceSales priceCashflow dividendYield payoutRatio'.split(' '),
    );
    expect(Object.keys(typesOf('ProfitabilityMetrics'))).toEqual(
      'roe roa roic grossMargin operatingMargin netMargin'.split(' '),
    );
    expect(Object.keys(typesOf('FinancialHealthMetrics'))).toEqual(
      'debtEquity currentRatio quickRatio interestCoverage cashDebt assetTurnover inventoryTurnover'.split(
        ' ',
      ),
    );
    expect(Object.keys(typesOf('PerformanceMetrics'))).toEqual(
      'returnY return3Y return5Y beta5Y week52High week52Low avgVolume3M floatShortPct'.split(' '),
    );
    expect(Object.keys(typesOf('FundamentalData'))).toEqual('marketCapUsdMn revenue ebitda eps'.split(' '));
  });

  it('gives counts as Float, since Int has 32 bits', () => {
    expect(typesOf('PerformanceMetrics').avgVolume3M).toBe('Float');
    expect(
      ask({ Ticker: 'NVDA', corpName: 'NVIDIA', 'Avg Volume (3M)': 3e9 }, '{ performance { avgVolume3M } }'),
    ).toEqual({ performance: { avgVolume3M: 3e9 } });
  });

  it('describes each field with its unit, in both languages', () => {
    const type = api.getType('ProfitabilityMetrics');
    const roe = isObjectType(type) ? type.getFields().roe : undefined;
    expect(roe?.description).toBe('Expected return on equity (%). 예상 자기자본이익률.');
  });

  it('stays valid whatever a description holds, and names types after the schema', () => {
    const schema = defineSchema({
      id: 'UP_&_Down',
      version: '1.0.0',
      fields: [
        {
          name: 'Day',
          key: 'day',
          column: 'day',
          category: 'native',
          kind: 'date',
          unit: 'none',
          description: { en: 'A """quoted""" \\ line\nand more', ko: '날' },
        },
      ],
    });
    const sdl = toGraphqlSdl(schema);
    expect(() => buildSchema(`${sdl}\ntype Query { day: UPDown }`)).not.toThrow();
    expect(sdl).toContain('type NativeData {');
  });

  it('refuses an identity field under a name that rows have for themselves', () => {
    const schema = defineSchema({
      id: 'funds',
      version: '1.0.0',
      fields: [
        {
          name: 'Number',
          key: 'id',
          column: 'number',
          category: 'identity',
          kind: 'string',
          unit: 'none',
          description: { en: 'Number', ko: '번호' },
        },
      ],
    });
    expect(() => toGraphqlSdl(schema)).toThrow(expect.objectContaining({ code: 'INVALID_SCHEMA' }));
  });
});

describe('rows', () => {
  it('go through a query and come back', () => {
    const text = fc.string({ unit: 'grapheme' });
    const values = companySchema.fields.map((field): [string, fc.Arbitrary<CellValue>] => {
      const present = field.kind === 'string' ? text : fc.double({ noNaN: true, noDefaultInfinity: true });
      const safe = present.map((value) => (value === 0 ? 0 : value));
      return [field.name, 'required' in field ? safe : fc.option(safe)];
    });
    const selection = everything('Company');
    fc.assert(
      fc.property(fc.record(Object.fromEntries(values)), (row) => {
        const answer = ask(row as Row, selection);
        expect(answer).toMatchObject(identity);
        expect(graphqlToRow(companySchema, answer)).toEqual({ ...row });
      }),
    );
  });

  it('come back with the fields that were asked for only', () => {
    const row = { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 };
    const answer = ask(row, '{ ticker profitability { roe roa } }');
    expect(graphqlToRow(companySchema, answer)).toEqual({
      Ticker: 'NVDA',
      'ROE (Fwd)': 79.43,
      'ROA (Fwd)': null,
    });
    expect(graphqlToRow(companySchema, { ticker: 'NVDA', profitability: null })).toEqual({ Ticker: 'NVDA' });
  });

  it('take nothing from prototypes', () => {
    const schema = defineSchema({
      id: 'odd',
      version: '1.0.0',
      fields: [
        {
          name: 'constructor',
          key: 'constructor',
          column: 'c',
          category: 'native',
          kind: 'string',
          unit: 'none',
          description: { en: 'Builder', ko: '건설사' },
        },
      ],
    });
    expect(rowToGraphql(schema, {}, identity).native).toEqual({ constructor: null });
    expect(graphqlToRow(schema, { native: {} })).toEqual({});
  });
});
