import type { FieldDefinition } from '../field';

/** One header of a sheet. */
export interface Header {
  /** 0-based position of its column. */
  readonly index: number;
  /** As it stands in the sheet; numbers as text. */
  readonly text: string;
  /** Title of the group of columns that it stands under; null or absent if there is none. */
  readonly groupTitle?: string | null;
}

/**
 * What a header means in one sheet: a profile's word, which beats an equal field name. Plain data.
 *
 * Headers of one text are told apart by `group` where the sheet has group titles, and by `nth` of `of` where
 * it has none, or none that is known.
 */
export interface HeaderRule {
  /** The header, or several spellings of it. `{month}` stands for any month: `PEG ({month})`. '' is no header. */
  readonly header: string | readonly string[];
  /** Display name of the field. */
  readonly field: string;
  /** The group title holds one of these texts. */
  readonly group?: string | readonly string[];
  /** 0-based: which of the headers of this text. */
  readonly nth?: number;
  /** How many headers of this text there have to be for `nth` to count. */
  readonly of?: number;
  /** The header to the left of it; '' for none. */
  readonly after?: string;
}

/** Where a date header stands in a series, counted from the series' newest date. */
export interface SeriesStep {
  /** Display name of the field. */
  readonly field: string;
  /** Days before the newest date, at least and at most; `year_start` is the last trading week of the year before. */
  readonly lag: readonly [min: number, max: number] | 'year_start';
}

/** Neighbouring columns whose headers are dates, newest first as a rule. */
export interface SeriesRule {
  /** In the order in which the columns stand. */
  readonly steps: readonly SeriesStep[];
  /** The group title of the first column holds one of these texts. */
  readonly group?: string | readonly string[];
  /** 0-based: which run of date headers in the sheet. Default: the only one. */
  readonly nth?: number;
}

/**
 * What a header turned out to be.
 *
 * - `field`: a field, and `by` what: a profile's rule, a series of dates, its name, an alias, or its name with
 *   another month.
 * - `date`: a date that no series claims.
 * - `ambiguous`: several fields claim it, or several headers claim its field. Nobody guesses.
 * - `unknown`: no field claims it.
 * - `blank`: there is no header.
 */
export type HeaderMatch = Header &
  (
    | {
        readonly kind: 'field';
        readonly field: FieldDefinition;
        readonly by: 'rule' | 'series' | 'name' | 'alias' | 'month';
        /** The month in the header, for example `Nov-25`. */
        readonly month: string | null;
        /** The date in the header, ISO. */
        readonly date: string | null;
      }
    | { readonly kind: 'date'; readonly date: string }
    | {
        readonly kind: 'ambiguous';
        /** Display names of the fields that it may be. */
        readonly candidates: readonly string[];
      }
    | { readonly kind: 'unknown' }
    | { readonly kind: 'blank' }
  );

/** What {@link resolveHeaders} goes by. */
export interface HeaderContext {
  /** The fields that may occur. */
  readonly fields: readonly FieldDefinition[];
  readonly rules?: readonly HeaderRule[];
  readonly series?: readonly SeriesRule[];
  /** True if serial dates count from 1904. */
  readonly date1904?: boolean;
}
