/**
 * Reads a row's fields in the schema's order and reports the values that are not surely good. Code of this type
 * is generated for the built-in schema; other schemas do with the closures of their plans.
 *
 * @param row With all the fields as own properties, or without enumerable properties of a prototype.
 * @param keys By index of the field: the row's key for it.
 * @param accepts By index of the field: its plan's quick test.
 */
export type QuickCheck = (
  row: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  accepts: readonly ((value: unknown) => boolean)[],
  suspect: (field: number, value: unknown) => void,
) => void;
