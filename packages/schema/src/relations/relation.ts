import type { Bilingual } from '../field';
import type { Severity } from '../issue';

/**
 * How the two sides of a relation compare.
 *
 * - `=`: an identity; the sides differ by the source's rounding only.
 * - `≈`: holds by and large, as the sides are of different dates or definitions.
 * - `≥`: an order.
 */
export type RelationKind = '=' | '≈' | '≥';

/** How far the sides of a relation may lie apart: |left − right| ≤ relative × max(|left|, |right|) + absolute. */
export interface RelationTolerance {
  /** 0 to 1; 0.8 lets one side be five times the other, and never of the other sign. */
  readonly relative: number;
  /** In the left field's unit. */
  readonly absolute: number;
}

/**
 * A constant that a relation holds up to and that nobody tells: exchange rates, changes of a region's bond
 * yield. It is the same within a group of companies and is estimated from the data itself, as the median.
 */
export interface RelationConstant {
  /** Key of the text field that groups companies, for example `currency`. */
  readonly by: string;
  /** Whether the right side is multiplied by it, or it is added to it. */
  readonly as: 'factor' | 'offset';
}

/** A formula that ties fields of one company together. Fields are named by their keys, so months do not matter. */
export interface Relation {
  /** Kebab-case and unique, for example `roe-from-multiples`. */
  readonly name: string;
  /** Key of the field on the left. */
  readonly left: string;
  readonly kind: RelationKind;
  /**
   * The right side: numbers, field keys, `+ - * / ^`, parentheses and `abs(…)`. Percentages are in percent.
   * It has no value where a field is missing or an operation is undefined.
   */
  readonly right: string;
  readonly constant?: RelationConstant;
  readonly tolerance: RelationTolerance;
  /** How bad it is if it does not hold. */
  readonly severity: Severity;
  /** In words. */
  readonly description: Bilingual;
}
