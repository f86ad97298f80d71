import type { FieldDefinition } from './field';
import { wholePattern } from './pattern';
import type { Schema } from './schema';
import { fieldTexts } from './texts';

/** One field in a {@link RowJsonSchema}. Keywords that begin with `x-` are annotations: validators skip them. */
export interface FieldJsonSchema {
  readonly type: string | readonly string[];
  readonly format?: 'date';
  readonly pattern?: string;
  readonly minLength?: number;
  readonly enum?: readonly (string | null)[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** What the field means, in English. */
  readonly description: string;
  /** What the field means, in Korean. */
  readonly 'x-description-ko': string;
  readonly 'x-key': string;
  readonly 'x-column': string;
  readonly 'x-category': string;
  readonly 'x-kind': string;
  readonly 'x-unit': string;
  /** Outside of it a value is unusual, not wrong. */
  readonly 'x-plausible'?: { readonly min?: number; readonly max?: number };
  readonly 'x-formula'?: string;
  readonly 'x-month'?: string;
}

/** A JSON Schema 2020-12 document for one row. */
export interface RowJsonSchema {
  readonly $schema: 'https://json-schema.org/draft/2020-12/schema';
  readonly $id: string;
  readonly title: string;
  readonly type: 'object';
  readonly properties: Readonly<Record<string, FieldJsonSchema>>;
  readonly required: readonly string[];
}

/**
 * A schema's rows as JSON Schema 2020-12: types, lists, patterns and possible ranges as rules; units, both
 * descriptions, plausible ranges and formulas as annotations. Fields that the schema does not know are allowed.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { toJsonSchema } from '@stock-analyzer/schema/json-schema';
 *
 * const { $id, properties, required } = toJsonSchema(companySchema);
 * $id; // → 'urn:stock-analyzer:schema:company:1.0.0'
 * required; // → ['Ticker', 'corpName']
 * properties['ROE (Fwd)']?.['x-unit']; // → 'percent'
 * ```
 */
export function toJsonSchema(schema: Schema): RowJsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:stock-analyzer:schema:${encodeURIComponent(schema.id)}:${schema.version}`,
    title: schema.id,
    type: 'object',
    properties: Object.fromEntries(schema.fields.map((field) => [field.name, fieldJsonSchema(field)])),
    required: schema.fields.filter((field) => field.required).map((field) => field.name),
  };
}

function fieldJsonSchema(field: FieldDefinition): FieldJsonSchema {
  const { values, possible, plausible, required } = field;
  const { description, formula } = fieldTexts(field);
  const type = jsonType(field);
  return {
    type: required ? type : [type, 'null'],
    ...(field.kind === 'date' && { format: 'date' }),
    ...(field.pattern !== undefined && { pattern: wholePattern(field.pattern).source }),
    ...(field.minLength !== undefined && { minLength: field.minLength }),
    ...(values && { enum: required ? values : [...values, null] }),
    ...(possible?.min !== undefined && { minimum: possible.min }),
    ...(possible?.max !== undefined && { maximum: possible.max }),
    description: description.en,
    'x-description-ko': description.ko,
    'x-key': field.key,
    'x-column': field.column,
    'x-category': field.category,
    'x-kind': field.kind,
    'x-unit': field.unit,
    ...(plausible && { 'x-plausible': plausible }),
    ...(formula !== undefined && { 'x-formula': formula }),
    ...(field.month !== undefined && { 'x-month': field.month }),
  };
}

function jsonType({ kind, integer }: FieldDefinition): string {
  if (kind === 'string' || kind === 'date') return 'string';
  if (kind === 'boolean') return 'boolean';
  return integer ? 'integer' : 'number';
}
