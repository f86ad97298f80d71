export { excelSerialToIso, findDate, isoToExcelSerial, parseDate, parseMonth } from './date';
export { type ExchangeName, parseExchange } from './exchange';
export { parseNumber } from './number';
export { type PercentUnit, parsePercent, toFraction, toPercent } from './percent';
export { type Price, parsePrice } from './price';
export { parseTicker } from './ticker';
export { parseErrorToken } from './token';
