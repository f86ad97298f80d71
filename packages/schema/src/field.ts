/**
 * What a field's values are.
 *
 * `percentage` and `currency` are numbers with a meaning: a percentage is always in percent (15.5 means
 * 15.5 %), a currency amount is in the currency that the field's unit names. A `date` is an ISO text
 * (`2025-10-10`).
 */
export type FieldKind = 'string' | 'number' | 'percentage' | 'currency' | 'date' | 'boolean';

/**
 * The unit that a value is in.
 *
 * `percent` 15.5 means 15.5 %; `fraction` 0.155 and `basis_points` 1550 mean the same quantity and occur
 * in sources only. `multiple` is a ratio (×), `multiple_per_year` a turnover (× a year), `usd_millions`
 * millions of US dollars, `usd` US dollars, `listing_currency` the currency that the share is traded in,
 * `shares_per_day` a count, `days` a duration, `year` a calendar year, `none` a plain number or text.
 */
export type Unit =
  | 'percent'
  | 'fraction'
  | 'basis_points'
  | 'multiple'
  | 'multiple_per_year'
  | 'usd_millions'
  | 'usd'
  | 'listing_currency'
  | 'shares_per_day'
  | 'days'
  | 'year'
  | 'none';

/** The group that a field belongs to; each but `identity` is a table of its own in SQL. `native` holds a source's own fields. */
export type Category =
  | 'identity'
  | 'valuation'
  | 'profitability'
  | 'financial_health'
  | 'performance'
  | 'fundamental'
  | 'native';

/** Bounds of a number, both inclusive; a missing bound is open. In the field's unit. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** One text in the two languages of the product. */
export interface Bilingual {
  readonly en: string;
  readonly ko: string;
}

/** What a field means, for people. */
export interface FieldTexts {
  /** In a line. */
  readonly description: Bilingual;
  /** How it is computed, where there is a formula. */
  readonly formula?: string;
}

/**
 * One field: everything else (types, validators, SQL, GraphQL, dictionary) is derived from this. The texts of the
 * canonical fields are kept apart: `fieldTexts` of `@stock-analyzer/schema/dictionary` tells those of any field.
 */
export interface FieldDefinition extends Partial<FieldTexts> {
  /** The name that people see and rows are keyed by, for example `ROE (Fwd)`. */
  readonly name: string;
  /** camelCase name, used by GraphQL and as a property, for example `roe`. */
  readonly key: string;
  /** snake_case name, used by SQL, for example `roe_fwd`. Stable: never holds a month. */
  readonly column: string;
  readonly category: Category;
  readonly kind: FieldKind;
  readonly unit: Unit;
  /** A row without it is invalid. */
  readonly required?: boolean;
  /** Source of a regular expression that the whole text has to match. Never taken from data. */
  readonly pattern?: string;
  /** Texts have at least this many characters. */
  readonly minLength?: number;
  /** The only values allowed, in the order that they are shown. */
  readonly values?: readonly string[];
  /** The number has no fraction. */
  readonly integer?: boolean;
  /** Outside of it a value cannot be true: an error. */
  readonly possible?: Range;
  /** Outside of it a value is unusual: a warning. */
  readonly plausible?: Range;
  /** Other headers that mean this field wherever they occur. What one sheet calls it is the profile's business. */
  readonly aliases?: readonly string[];
  /**
   * The month in the name, for example `Oct-25`. Set on fields whose name holds a month: the month is a
   * parameter, so `PER (Nov-25)` is the same field one month later.
   */
  readonly month?: string;
}
