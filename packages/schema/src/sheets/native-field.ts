import type { FieldDefinition } from '../field';

/** A native field but for what follows from its name. */
type NativeInput<Name extends string> = Omit<
  FieldDefinition,
  'name' | 'key' | 'column' | 'category' | 'description'
> & {
  readonly name: Name;
  readonly en: string;
  readonly ko: string;
  /** Where the name itself would make a poor column, because it begins with a digit or holds a month. */
  readonly column?: string;
};

/**
 * A source's own field. Its SQL column is its name in snake_case, its key the same in camelCase: `Return (1W)`
 * is `return_1w` and `return1w`.
 */
export function nativeField<const Name extends string>({
  en,
  ko,
  column,
  ...field
}: NativeInput<Name>): FieldDefinition & { readonly name: Name } {
  const snake = column ?? snakeCase(field.name);
  return {
    ...field,
    key: snake.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    column: snake,
    category: 'native',
    description: { en, ko },
  };
}

function snakeCase(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('+', '_plus_')
    .replaceAll('-', '_minus_')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

/** What all percentages have in common. */
export const PERCENT = { kind: 'percentage', unit: 'percent' } as const;
/** What all multiples have in common. */
export const MULTIPLE = { kind: 'number', unit: 'multiple' } as const;
/** What all texts have in common. */
export const TEXT = { kind: 'string', unit: 'none' } as const;
