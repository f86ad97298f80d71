/** What is read of rows of one shape. All by index of the field. */
export interface QuickPlan {
  /** The rows' key for it; its name where they lack it. */
  readonly keys: readonly string[];
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Its plan's quick test. */
  readonly accepts: readonly ((value: unknown) => boolean)[];
}

/**
 * Reads a row's fields in the schema's order and reports the values that are not surely good. Code of this type
 * is generated for the built-in schema; other schemas do with the closures of their plans.
 *
 * @param row With all the fields as own properties, or without enumerable properties of a prototype.
 */
export type QuickCheck = (
  row: Readonly<Record<string, unknown>>,
  plan: QuickPlan,
  suspect: (field: number, value: unknown) => void,
) => void;
