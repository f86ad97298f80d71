import type { FieldKind, PercentUnit, Schema } from '@stock-analyzer/schema';
import type { HeaderRule, SeriesRule } from '@stock-analyzer/schema/header';
import type { Relation, Restatement } from '@stock-analyzer/schema/relations';

/** How one sheet of a source maps to fields. */
export interface SheetProfile {
  /** What the sheet is called here; the release's files are named after it. */
  readonly id: string;
  /**
   * Other spellings of its name. Case, and `_` for a space, make no difference. `*` is any name that no other
   * sheet of the profile has.
   */
  readonly names?: readonly string[];
  /**
   * - `companies`: each row is a company of the dataset.
   * - `table`: a table of its own.
   * - `free`: blocks side by side, notes, charts; its cells are kept as they stand.
   */
  readonly role: 'companies' | 'table' | 'free';
  /** Its fields. A `free` sheet has none. */
  readonly schema?: Schema;
  /** What its headers mean. */
  readonly rules?: readonly HeaderRule[];
  readonly series?: readonly SeriesRule[];
  /**
   * Headers by which its header row is known, wherever it stands. Rows above it are notes and group titles.
   */
  readonly required?: readonly string[];
  /** The unit that its percentages are in. Default `percent`. */
  readonly percentages?: PercentUnit;
  /** By field: the unit of percentages that are in another. */
  readonly units?: Readonly<Record<string, PercentUnit>>;
  /** Kind of the values below headers that are dates and belong to no series. Default: as they stand. */
  readonly datedColumns?: FieldKind;
  /** Fields that its schema has and the sheet may lack. */
  readonly optional?: readonly string[];
  /** Without it there is no week. */
  readonly needed?: boolean;
}

/** Where a source says what day its data is of. All that is found has to agree. */
export interface AsOfRules {
  /** A cell above the data that holds one of these texts and a date says it. */
  readonly markers: readonly string[];
  /** How dates are written in such cells, for example `YY/MM/DD`. */
  readonly formats: readonly string[];
  /** How the date is written in the file's name, for example `YYYYMMDD`. */
  readonly fileName: readonly string[];
  /** True if the newest date among the headers of a series is the as-of date. */
  readonly headers: boolean;
}

/**
 * How a source's sheets map to fields, units and companies. It is data: write one for a source of your own, or
 * spread an existing one and change a part.
 */
export interface SourceProfile {
  /** Kept in the provenance of every dataset. */
  readonly id: string;
  /** The canonical schema, with lists and ranges widened to what the source holds. */
  readonly schema: Schema;
  /** Native fields that a company may have, in the order in which they are written. */
  readonly nativeSchema: Schema;
  readonly sheets: readonly SheetProfile[];
  /** Ids of the sheets of companies: where two give a field, the first wins. */
  readonly companies: readonly string[];
  readonly asOf: AsOfRules;
  /** By canonical exchange: its other spellings. */
  readonly exchanges: Readonly<Record<string, readonly string[]>>;
  /** By canonical exchange: the ISO code of the currency that its prices are in. */
  readonly currencies: Readonly<Record<string, string>>;
  /** Texts that stand for a missing value, apart from spreadsheet errors, which are always known. */
  readonly errorTokens: readonly string[];
  /** How dates are written where they are text. */
  readonly dateFormats: readonly string[];
  /** Tickers that are none: titles that slipped into the data. */
  readonly titles: readonly string[];
  /**
   * By field: the median size that its values usually have, in percent, zeros apart. A column more than twenty
   * times off is in another unit than declared.
   */
  readonly typicalPercent: Readonly<Record<string, number>>;
  /** Formulas between the fields of a company. Default: those between the canonical fields. */
  readonly relations?: readonly Relation[];
  /** Which fields tell again what others told in earlier weeks. Default: none. */
  readonly restatements?: readonly Restatement[];
}
