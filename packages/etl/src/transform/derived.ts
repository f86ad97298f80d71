import {
  type Column,
  cellAt,
  parseExchange,
  parsePrice,
  type StringColumn,
  stringColumn,
} from '@stock-analyzer/schema';
import type { SourceProfile } from '../profile/types';

/** Exchanges under their canonical names, and as the source spells them. */
export function exchangeColumns(
  spelled: Column,
  profile: SourceProfile,
): readonly [StringColumn, StringColumn] {
  const names = new Map<string, string | null>();
  const canonical = (text: string): string | null => {
    let name = names.get(text);
    if (name === undefined) {
      name = parseExchange(text, profile.exchanges)?.exchange ?? null;
      names.set(text, name);
    }
    return name;
  };
  const texts = Array.from(spelled.validity, (_, row) => textOf(spelled, row));
  const { causes, formats } = spelled;
  return [
    {
      ...stringColumn(
        spelled.name,
        texts.map((text) => (text === null ? null : canonical(text))),
      ),
      ...(causes ? { causes } : {}),
      ...(formats ? { formats } : {}),
    },
    stringColumn('Exchange (Source)', texts),
  ];
}

/**
 * The currency of each price: the sign in its text, else its exchange's.
 *
 * @param source The sheet's column of prices, and `rows` which of it.
 * @param exchange Canonical exchanges of the same rows.
 */
export function currencyColumn(
  source: Column,
  rows: Int32Array,
  exchange: Column | undefined,
  profile: SourceProfile,
): StringColumn {
  return stringColumn(
    'Currency',
    Array.from(rows, (row, at) => {
      const value = cellAt(source, row);
      const price = typeof value === 'string' || typeof value === 'number' ? parsePrice(value) : null;
      if (!price) return null;
      if (price.currency) return price.currency;
      const name = exchange ? textOf(exchange, at) : null;
      return name !== null && Object.hasOwn(profile.currencies, name) ? profile.currencies[name]! : null;
    }),
  );
}

function textOf(column: Column, row: number): string | null {
  const value = cellAt(column, row);
  return typeof value === 'string' ? value : null;
}
