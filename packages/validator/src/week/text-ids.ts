import type { FieldColumn } from '../columns/field-column';
import { memo } from '../memo';

/** The texts of a column's dictionary, each known by the first code that it stands under. */
export interface TextIds {
  readonly codeOf: ReadonlyMap<string, number>;
  /** By code. */
  readonly ids: Int32Array;
}

/** Numbers the texts of a column, once. */
export const textIds = memo(({ dictionary }: FieldColumn): TextIds => {
  const codeOf = new Map<string, number>();
  const ids = new Int32Array(dictionary.length);
  for (let code = 0; code < ids.length; code++) {
    const text = dictionary[code]!;
    ids[code] = codeOf.get(text) ?? code;
    if (ids[code] === code) codeOf.set(text, code);
  }
  return { codeOf, ids };
});
