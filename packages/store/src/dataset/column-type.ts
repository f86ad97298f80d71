import type { FieldKind } from '@stock-analyzer/schema';

/** The type of the columns, and of the values, that a field of this kind has. */
export function columnType(kind: FieldKind): 'string' | 'number' | 'boolean' {
  if (kind === 'string' || kind === 'date') return 'string';
  return kind === 'boolean' ? 'boolean' : 'number';
}
