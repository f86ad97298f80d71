import type { Column, FieldKind, Schema } from '@stock-analyzer/schema';
import { columnType } from '../dataset/column-type';
import { storeError } from '../errors';
import { foldText } from './text';

/** What a field's values may be compared with. Native fields may hold anything. */
export type FieldType = 'text' | 'number' | 'boolean' | 'any';

/** The fields that a question to one snapshot may name. */
export interface FieldCatalogue {
  /** The fields that the snapshot has, in the order of rows. */
  readonly names: readonly string[];
  /** @throws StoreError `UNKNOWN_FIELD` with near misses. */
  typeOf(name: string): FieldType;
}

/** What the values of a canonical field may be compared with. */
export function fieldType(kind: FieldKind): FieldType {
  const type = columnType(kind);
  return type === 'string' ? 'text' : type;
}

/**
 * The catalogue of a snapshot: the fields of its schema, whether the week has them or not, its native fields and
 * whatever else it has columns of.
 */
export function fieldCatalogue(
  schema: Schema,
  nativeSchema: Schema,
  names: readonly string[],
): FieldCatalogue {
  const types = new Map<string, FieldType>();
  for (const name of names) types.set(name, 'any');
  for (const { name } of nativeSchema.fields) types.set(name, 'any');
  for (const { name, kind } of schema.fields) types.set(name, fieldType(kind));
  return {
    names,
    typeOf(name) {
      const type = types.get(name);
      if (type) return type;
      const near = nearNames(name, [...types.keys()]).map((found) => `"${found}"`);
      throw storeError(
        'UNKNOWN_FIELD',
        `There is no field "${name}"`,
        near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Use a display name such as "ROE (Fwd)".',
        { place: { field: name } },
      );
    },
  };
}

/** Names of columns, in the order of rows. */
export function columnNames(...tables: readonly (readonly Column[])[]): string[] {
  return tables.flat().map(({ name }) => name);
}

/** At most three names like the one given: a letter or two aside, or the one within the other. */
function nearNames(name: string, names: readonly string[]): string[] {
  const wanted = plain(name);
  if (!wanted) return [];
  const near = names.filter((candidate) => {
    const found = plain(candidate);
    return found.includes(wanted) || (found.length > 2 && wanted.includes(found)) || isLike(wanted, found);
  });
  return near.sort((a, b) => a.length - b.length).slice(0, 3);
}

/** Whether two words begin and end alike, but for one letter, or in longer words two. */
function isLike(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  let start = 0;
  let end = 0;
  while (start < longer && a[start] === b[start]) start++;
  while (end < longer - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return start + end > longer - (longer > 4 ? 3 : 2);
}

function plain(name: string): string {
  return foldText(name).replace(/[^\p{L}\p{N}]+/gu, '');
}
