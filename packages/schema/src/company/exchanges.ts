/** What is known of an exchange whatever the data says. */
export interface StockExchange {
  /** The name that the source and the pages that exist use. */
  readonly name: string;
  /** Other names of it. */
  readonly spellings: readonly string[];
  /** ISO 4217 code of the currency that its shares are traded in. */
  readonly currency: string;
  /** What its tickers end in, for example `.HK`; empty where they have no ending. */
  readonly ending: string;
  /** How many digits its tickers have at least, filled up with zeros; 0 where they are letters. */
  readonly digits: number;
}

const exchange = (
  name: string,
  spellings: readonly string[],
  currency: string,
  ending = '',
  digits = 0,
): StockExchange => ({ name, spellings, currency, ending, digits });

/**
 * The exchanges of real weeks: other names, currency, and how tickers are written there. What other sources call
 * one of two exchanges of a country (`KRX`) is listed with the larger one.
 *
 * @example
 * ```ts
 * import { stockExchanges } from '@stock-analyzer/schema/exchanges';
 *
 * const hongkong = stockExchanges.find(({ name }) => name === 'Hongkong');
 * `${'700'.padStart(hongkong!.digits, '0')}${hongkong!.ending}`; // → '0700.HK'
 * ```
 */
export const stockExchanges: readonly StockExchange[] = [
  exchange('NASDAQ', ['Nasdaq', 'NasdaqGS', 'NasdaqGM', 'NasdaqCM', 'NMS', 'XNAS', '나스닥'], 'USD'),
  exchange('NYSE', ['New York', 'New York Stock Exchange', 'XNYS', 'NYQ', '뉴욕'], 'USD'),
  exchange('KOSPI', ['KRX', 'KSE', 'XKRX', '코스피', '유가증권'], 'KRW', '.KS', 6),
  exchange('KOSDAQ', ['XKOS', '코스닥'], 'KRW', '.KQ', 6),
  exchange('Hongkong', ['Hong Kong', 'HKEX', 'HKSE', 'SEHK', 'XHKG', '홍콩'], 'HKD', '.HK', 4),
  exchange('Shanghai', ['SSE', 'SHSE', 'XSHG', '상해', '상하이'], 'CNY', '.SS', 6),
  exchange('Shenzhen', ['SZSE', 'XSHE', '심천', '선전'], 'CNY', '.SZ', 6),
  exchange('Tokyo', ['TSE', 'JPX', 'XTKS', '도쿄', '동경'], 'JPY', '.T', 4),
];
