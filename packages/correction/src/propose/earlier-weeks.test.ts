import {
  type CellValue,
  columnTable,
  companySchema,
  mixedColumn,
  stringColumn,
} from '@stock-analyzer/schema';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { earlierWeeks } from './earlier-weeks';
import { TextNumbers } from './text-numbers';

const text = fc.constantFrom(null, '', 'A', 'B', 'C', 'D', 'E');
const companies = fc.array(fc.record({ ticker: text, name: text }), { maxLength: 8 });
type Companies = readonly { readonly ticker: string | null; readonly name: string | null }[];

/** The one row that has a text; -1 for none and for several. */
function onlyRow(texts: readonly CellValue[], wanted: string): number {
  const at = texts.indexOf(wanted);
  return at === texts.lastIndexOf(wanted) ? at : -1;
}

function expectedRows(now: Companies, then: Companies): number[] {
  const tickers = then.map(({ ticker }) => ticker);
  const names = then.map(({ name }) => name);
  const byTicker = now.map(({ ticker }) => onlyRow(tickers, ticker ?? ''));
  return now.map(({ name }, row) => {
    if (byTicker[row]! >= 0) return byTicker[row]!;
    const found = onlyRow(names, name ?? '');
    return byTicker.includes(found) ? -1 : found;
  });
}

it('finds a company by its ticker, else by its name if no other company has that row', () => {
  fc.assert(
    fc.property(companies, companies, fc.boolean(), (now, then, isMixed) => {
      const column = isMixed ? mixedColumn : stringColumn;
      const names = companySchema.fields.find(({ key }) => key === 'corpName')!.name;
      const ticker = companySchema.fields.find(({ key }) => key === 'ticker')!.name;
      const week = columnTable(then.length, [
        column(
          ticker,
          then.map((company) => company.ticker),
        ),
        column(
          names,
          then.map(({ name }) => name),
        ),
      ]);
      const own = stringColumn(
        names,
        now.map(({ name }) => name),
      );
      const tickers = new TextNumbers(now.map((company) => company.ticker));
      const [found] = earlierWeeks([week], companySchema.fields, { tickers, names: own });
      expect([...found!.rows]).toEqual(expectedRows(now, then));
    }),
    { numRuns: 500 },
  );
});
