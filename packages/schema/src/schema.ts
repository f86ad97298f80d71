import { SchemaError } from './errors';
import type { FieldDefinition, FieldKind } from './field';
import { wholePattern } from './pattern';
import { parseVersion } from './version';

/** A named, versioned list of fields. Made by {@link defineSchema} or {@link extendSchema}. */
export interface Schema<Fields extends readonly FieldDefinition[] = readonly FieldDefinition[]> {
  /** Name in the registry, for example `company`. */
  readonly id: string;
  /** Semantic version. */
  readonly version: string;
  /** In the order in which they are shown and written. */
  readonly fields: Fields;
  /** The same fields by their display name. */
  readonly byName: ReadonlyMap<string, FieldDefinition>;
}

/** What {@link defineSchema} takes. */
export interface SchemaInput<Fields extends readonly FieldDefinition[]> {
  readonly id: string;
  readonly version: string;
  readonly fields: Fields;
}

type KindValue<Kind extends FieldKind> = Kind extends 'string' | 'date'
  ? string
  : Kind extends 'boolean'
    ? boolean
    : number;

/** The type of a valid, present value of a field. */
export type FieldValue<Field extends FieldDefinition> = Field extends { values: readonly (infer Value)[] }
  ? Value
  : KindValue<Field['kind']>;

/**
 * The type of a valid row of a schema, keyed by display name. Required fields are never null; the others
 * may be null or absent. Percentages are in percent.
 *
 * @example
 * ```ts
 * import { companySchema, type RowOf } from '@stock-analyzer/schema';
 *
 * const row: RowOf<typeof companySchema> = { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 };
 * row['ROE (Fwd)']; // → 79.43
 * ```
 */
export type RowOf<S extends Schema> = {
  [Field in S['fields'][number] as Field extends { required: true }
    ? Field['name']
    : never]: FieldValue<Field>;
} & {
  [Field in S['fields'][number] as Field extends { required: true }
    ? never
    : Field['name']]?: FieldValue<Field> | null;
};

/**
 * Makes a schema from its fields and checks that they do not contradict each other.
 *
 * @throws SchemaError `INVALID_SCHEMA` if the version is not semantic, two fields share a name, key or column,
 * a range is upside down, a pattern is not a regular expression, a list of values is empty, or a field asks
 * of its kind what that kind does not have (a range of a text, a pattern of a number).
 * @example
 * ```ts
 * import { defineSchema } from '@stock-analyzer/schema';
 *
 * const schema = defineSchema({
 *   id: 'funds',
 *   version: '1.0.0',
 *   fields: [
 *     {
 *       name: 'Fee (%)', key: 'fee', column: 'fee_pct', category: 'native', kind: 'percentage', unit: 'percent',
 *       plausible: { min: 0, max: 5 }, description: { en: 'Yearly fee', ko: '연 보수' },
 *     },
 *   ],
 * });
 * schema.byName.get('Fee (%)')?.unit; // → 'percent'
 * ```
 */
export function defineSchema<const Fields extends readonly FieldDefinition[]>(
  input: SchemaInput<Fields>,
): Schema<Fields> {
  if (!parseVersion(input.version)) {
    throw new SchemaError({
      code: 'INVALID_SCHEMA',
      message: `Schema "${input.id}" has the version "${input.version}"`,
      advice: 'Give it a semantic version such as "1.0.0".',
    });
  }
  const names = new Set<string>();
  const keys = new Set<string>();
  const columns = new Set<string>();
  for (const field of input.fields) {
    const problem =
      (names.has(field.name) && 'has the name of another field') ||
      (keys.has(field.key) && `has the key "${field.key}" of another field`) ||
      (columns.has(field.column) && `has the column "${field.column}" of another field`) ||
      contradiction(field);
    if (problem) {
      throw new SchemaError({
        code: 'INVALID_SCHEMA',
        message: `Schema "${input.id}": field "${field.name}" ${problem}`,
        place: { field: field.name },
        advice: 'Mend the definition.',
      });
    }
    names.add(field.name);
    keys.add(field.key);
    columns.add(field.column);
  }
  return schemaOf(input);
}

/** A schema of fields that are known to agree with each other. */
export function schemaOf<Fields extends readonly FieldDefinition[]>(
  input: SchemaInput<Fields>,
): Schema<Fields> {
  const { id, version, fields } = input;
  return Object.freeze({ id, version, fields, byName: new Map(fields.map((field) => [field.name, field])) });
}

function contradiction(field: FieldDefinition): string | false {
  if (!field.name || !/^[a-z][A-Za-z0-9]*$/.test(field.key) || !/^[a-z][a-z0-9_]*$/.test(field.column)) {
    return 'needs a name, a camelCase key and a snake_case column';
  }
  const { kind, month, possible, plausible, pattern, values } = field;
  if (kind !== 'string' && (pattern ?? values ?? field.minLength) !== undefined) {
    return `is a ${kind} and can have no pattern, minimum length or list of values`;
  }
  const isNumber = kind === 'number' || kind === 'percentage' || kind === 'currency';
  if (!isNumber && (possible ?? plausible ?? field.integer) !== undefined) {
    return `is a ${kind} and can have no range`;
  }
  for (const range of [possible, plausible]) {
    if (range?.min !== undefined && range.max !== undefined && range.min > range.max)
      return 'has a range upside down';
  }
  if (values?.length === 0) return 'has an empty list of values';
  if (month !== undefined && !field.name.includes(month)) return `has the month "${month}" not in its name`;
  if (pattern !== undefined) {
    try {
      wholePattern(pattern);
    } catch {
      return `has a pattern that is not a regular expression: ${pattern}`;
    }
  }
  return false;
}

/** Parts of fields to replace, by display name; for example a wider range or list. */
export type FieldOverrides = Readonly<
  Record<string, Partial<Omit<FieldDefinition, 'name' | 'key' | 'column'>>>
>;

/** What {@link extendSchema} changes. */
export interface SchemaExtension<
  Added extends readonly FieldDefinition[],
  Overrides extends FieldOverrides = FieldOverrides,
> {
  /** Default: the base's id. */
  readonly id?: string;
  readonly version: string;
  /** New fields, after the base's. */
  readonly fields?: Added;
  /** Changes to the base's fields. */
  readonly override?: Overrides;
}

/** The fields of an extended schema: where a list or a kind was replaced, the type of rows follows. */
export type ExtendedFields<
  Base extends readonly FieldDefinition[],
  Added extends readonly FieldDefinition[],
  Overrides extends FieldOverrides,
> = readonly [...{ readonly [Index in keyof Base]: Overridden<Base[Index], Overrides> }, ...Added];

type Overridden<
  Field extends FieldDefinition,
  Overrides extends FieldOverrides,
> = string extends keyof Overrides
  ? Field
  : Field['name'] extends keyof Overrides
    ? Replaced<Field, Overrides[Field['name']]> extends infer Result extends FieldDefinition
      ? Result
      : never
    : Field;

type Replaced<Field, Change> = Omit<Field, keyof Change> & Change;

/**
 * A new schema from an older one: more fields, wider ranges or lists. The base stays as it is.
 *
 * @throws SchemaError `UNKNOWN_FIELD` if an override names a field that the base has not; `INVALID_SCHEMA`
 * as {@link defineSchema}.
 * @example
 * ```ts
 * import { companySchema, extendSchema } from '@stock-analyzer/schema';
 *
 * const wider = extendSchema(companySchema, {
 *   version: '1.1.0',
 *   override: { 'ROE (Fwd)': { plausible: { min: -300, max: 500 } } },
 * });
 * wider.byName.get('ROE (Fwd)')?.plausible; // → { min: -300, max: 500 }
 * ```
 */
export function extendSchema<
  Base extends readonly FieldDefinition[],
  const Added extends readonly FieldDefinition[] = readonly [],
  const Overrides extends FieldOverrides = Record<never, never>,
>(
  base: Schema<Base>,
  extension: SchemaExtension<Added, Overrides>,
): Schema<ExtendedFields<Base, Added, Overrides>> {
  const override = new Map(Object.entries(extension.override ?? {}));
  for (const name of override.keys()) {
    if (!base.byName.has(name)) {
      throw new SchemaError({
        code: 'UNKNOWN_FIELD',
        message: `Schema "${base.id}" has no field "${name}" to override`,
        place: { field: name },
        advice: 'Add it under "fields", or use the exact display name.',
      });
    }
  }
  const fields = base.fields.map((field) => ({ ...field, ...override.get(field.name) }));
  return defineSchema({
    id: extension.id ?? base.id,
    version: extension.version,
    fields: [...fields, ...(extension.fields ?? [])] as unknown as ExtendedFields<Base, Added, Overrides>,
  });
}

/**
 * The display name of a field, with another month where its name holds one.
 *
 * @example
 * ```ts
 * import { companySchema, fieldName } from '@stock-analyzer/schema';
 *
 * const per = companySchema.byName.get('PER (Oct-25)')!;
 * fieldName(per, 'Nov-25'); // → 'PER (Nov-25)'
 * ```
 */
export function fieldName(field: FieldDefinition, month?: string): string {
  // As a function, so that "$&" in a month would stand for itself.
  return field.month && month ? field.name.replace(field.month, () => month) : field.name;
}
