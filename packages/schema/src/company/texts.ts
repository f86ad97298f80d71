import type { FieldTexts } from '../field';

/** What the canonical fields mean, by column: apart from the fields, as checks and stores do without. */
export const companyTexts = {
  ticker: {
    description: { en: 'Symbol of the share at its exchange', ko: '거래소 종목 코드' },
  },
  corp_name: {
    description: { en: 'Name of the company', ko: '회사 이름' },
  },
  industry: {
    description: { en: 'Industry, one of 26 (WI26)', ko: '업종 (WI26 분류)' },
  },
  exchange: {
    description: { en: 'Exchange that the share is listed on', ko: '상장 거래소' },
  },
  analyst: {
    description: { en: 'Analyst who covers the company', ko: '담당 애널리스트' },
  },
  rating: {
    description: { en: 'Investment rating', ko: '투자 의견' },
  },
  per: {
    description: { en: 'Price-earnings ratio of the month', ko: '해당 월 기준 주가수익비율' },
    formula: 'price ÷ earnings per share',
  },
  pbr: {
    description: { en: 'Price-book ratio of the month', ko: '해당 월 기준 주가순자산비율' },
    formula: 'price ÷ book value per share',
  },
  ev_ebitda_fwd: {
    description: { en: 'Enterprise value to expected EBITDA', ko: '예상 EBITDA 대비 기업가치' },
    formula: 'enterprise value ÷ EBITDA of the next 12 months',
  },
  ev_sales_fwd: {
    description: { en: 'Enterprise value to expected sales', ko: '예상 매출 대비 기업가치' },
    formula: 'enterprise value ÷ sales of the next 12 months',
  },
  price_sales: {
    description: { en: 'Price to sales per share of the month', ko: '해당 월 기준 주가매출비율' },
    formula: 'market cap ÷ sales',
  },
  price_cashflow: {
    description: { en: 'Price to cash flow per share of the month', ko: '해당 월 기준 주가현금흐름비율' },
    formula: 'market cap ÷ operating cash flow',
  },
  dividend_yield_fwd: {
    description: { en: 'Expected dividends of a year to the price', ko: '예상 배당수익률' },
    formula: '100 × dividends per share of the next fiscal year ÷ price',
  },
  payout_ratio_fwd: {
    description: { en: 'Share of expected earnings paid as dividends', ko: '예상 배당성향' },
    formula: '100 × dividends ÷ earnings',
  },
  roe_fwd: {
    description: { en: 'Expected return on equity', ko: '예상 자기자본이익률' },
    formula: '100 × net income of the next 12 months ÷ equity',
  },
  roa_fwd: {
    description: { en: 'Expected return on assets', ko: '예상 총자산이익률' },
    formula: '100 × net income of the next 12 months ÷ total assets',
  },
  roic_fwd: {
    description: { en: 'Expected return on invested capital', ko: '예상 투하자본이익률' },
    formula: '100 × operating income after tax ÷ invested capital',
  },
  gross_margin_fwd: {
    description: { en: 'Expected gross profit to sales', ko: '예상 매출총이익률' },
    formula: '100 × gross profit ÷ sales',
  },
  operating_margin_fwd: {
    description: { en: 'Expected operating income to sales', ko: '예상 영업이익률' },
    formula: '100 × operating income ÷ sales',
  },
  net_margin_fwd: {
    description: { en: 'Expected net income to sales', ko: '예상 순이익률' },
    formula: '100 × net income ÷ sales',
  },
  debt_equity_fwd: {
    description: { en: 'Debt to equity', ko: '부채비율' },
    formula: 'total debt ÷ equity',
  },
  current_ratio_fwd: {
    description: { en: 'Current assets to current liabilities', ko: '유동비율' },
    formula: 'current assets ÷ current liabilities',
  },
  quick_ratio_fwd: {
    description: { en: 'Quick assets to current liabilities', ko: '당좌비율' },
    formula: '(current assets − inventory) ÷ current liabilities',
  },
  interest_coverage_fwd: {
    description: { en: 'How many times operating income covers interest', ko: '이자보상배율' },
    formula: 'operating income ÷ interest expense',
  },
  cash_debt: {
    description: { en: 'Cash to debt of the month', ko: '해당 월 기준 부채 대비 현금' },
    formula: 'cash ÷ total debt',
  },
  asset_turnover_fwd: {
    description: { en: 'Sales to total assets', ko: '총자산회전율' },
    formula: 'sales of a year ÷ total assets',
  },
  inventory_turnover_fwd: {
    description: { en: 'How often a year the inventory is sold', ko: '재고자산회전율' },
    formula: 'cost of sales of a year ÷ inventory',
  },
  return_1y: {
    description: { en: 'Price return of the past year', ko: '최근 1년 수익률' },
    formula: '100 × (price ÷ price 12 months ago − 1)',
  },
  return_3y: {
    description: { en: 'Price return of the past three years', ko: '최근 3년 수익률' },
    formula: '100 × (price ÷ price 36 months ago − 1)',
  },
  return_5y: {
    description: { en: 'Price return of the past five years', ko: '최근 5년 수익률' },
    formula: '100 × (price ÷ price 60 months ago − 1)',
  },
  beta_5y: {
    description: { en: 'How the share moves with the market, over five years', ko: '5년 베타 계수' },
    formula: 'covariance of share and market returns ÷ variance of market returns',
  },
  week_52_high: {
    description: { en: 'Highest price of 52 weeks', ko: '52주 최고가' },
  },
  week_52_low: {
    description: { en: 'Lowest price of 52 weeks', ko: '52주 최저가' },
  },
  avg_volume_3m: {
    description: { en: 'Shares traded a day, mean of three months', ko: '3개월 평균 거래량' },
  },
  float_short_pct: {
    description: { en: 'Part of the float sold short', ko: '유동주식 대비 공매도 비율' },
    formula: '100 × shares sold short ÷ float',
  },
  market_cap_usd_mn: {
    description: { en: 'Market capitalisation', ko: '시가총액' },
    formula: 'price × shares outstanding',
  },
  revenue_fwd: {
    description: { en: 'Expected sales of the next 12 months', ko: '예상 매출액' },
  },
  ebitda_fwd: {
    description: { en: 'Expected EBITDA of the next 12 months', ko: '예상 EBITDA' },
  },
  eps_fwd: {
    description: { en: 'Expected earnings per share of the next 12 months', ko: '예상 주당순이익' },
  },
} as const satisfies Readonly<Record<string, FieldTexts>>;
