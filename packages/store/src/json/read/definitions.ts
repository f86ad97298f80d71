import {
  companySchema,
  defineSchema,
  type FieldDefinition,
  type Schema,
  SchemaError,
} from '@stock-analyzer/schema';
import { contradiction, type FileBounds } from './content';
import { isRecord } from './json-text';

const KINDS = ['string', 'number', 'percentage', 'currency', 'date', 'boolean'];

/** The canonical schema that a file tells of; the company schema if it tells of none. */
export function schemaFrom(value: unknown, bounds: FileBounds): Schema {
  if (!isRecord(value) || !Array.isArray(value.fields)) return companySchema;
  return definitions(value, value.fields, bounds);
}

/** The native fields that a file tells of. A list of mere names tells nothing of what they mean. */
export function nativeSchemaFrom(fields: unknown, bounds: FileBounds): Schema {
  const told = Array.isArray(fields) ? fields.filter((field) => typeof field !== 'string') : [];
  return definitions({ id: 'native', version: '1.0.0' }, told, bounds);
}

function definitions(
  { id, version }: Readonly<Record<string, unknown>>,
  fields: readonly unknown[],
  bounds: FileBounds,
): Schema {
  if (!fields.every(isDefinition)) throw contradiction('A definition of a field is none', bounds);
  try {
    return defineSchema({ id: String(id), version: String(version), fields });
  } catch (error) {
    if (error instanceof SchemaError) throw contradiction(error.message, bounds);
    throw error;
  }
}

function isDefinition(value: unknown): value is FieldDefinition {
  return (
    isRecord(value) &&
    ['name', 'key', 'column', 'category', 'unit'].every((key) => typeof value[key] === 'string') &&
    KINDS.includes(value.kind as string) &&
    (value.description === undefined || isRecord(value.description))
  );
}
