import type { Bilingual, Category, Unit } from './field';

/**
 * Units as people read them beside a number or in a table's head; empty where a number has none.
 *
 * @example
 * ```ts
 * import { unitLabels } from '@stock-analyzer/schema/dictionary';
 *
 * unitLabels.usd_millions; // → { en: 'USD millions', ko: '백만 달러' }
 * ```
 */
export const unitLabels: Readonly<Record<Unit, Bilingual>> = {
  percent: { en: '%', ko: '%' },
  fraction: { en: 'fraction', ko: '비율' },
  basis_points: { en: 'basis points', ko: 'bp' },
  multiple: { en: '×', ko: '배' },
  multiple_per_year: { en: '× a year', ko: '회/년' },
  usd_millions: { en: 'USD millions', ko: '백만 달러' },
  usd: { en: 'USD', ko: '달러' },
  listing_currency: { en: 'listing currency', ko: '상장 통화' },
  shares_per_day: { en: 'shares a day', ko: '주/일' },
  days: { en: 'days', ko: '일' },
  year: { en: 'year', ko: '연도' },
  none: { en: '', ko: '' },
};

/**
 * Categories as headings.
 *
 * @example
 * ```ts
 * import { categoryLabels } from '@stock-analyzer/schema/dictionary';
 *
 * categoryLabels.profitability.ko; // → '수익성'
 * ```
 */
export const categoryLabels: Readonly<Record<Category, Bilingual>> = {
  identity: { en: 'Identity', ko: '기본 정보' },
  valuation: { en: 'Valuation', ko: '밸류에이션' },
  profitability: { en: 'Profitability', ko: '수익성' },
  financial_health: { en: 'Financial health', ko: '재무 건전성' },
  performance: { en: 'Performance', ko: '성과' },
  fundamental: { en: 'Fundamentals', ko: '펀더멘털' },
  native: { en: "The source's own", ko: '원본 고유 항목' },
};
