import type { Dataset, FieldDefinition, Unit } from '@stock-analyzer/schema';

/** `metadata` of a file of companies. Percentages in the file are in percent. */
export interface FileMetadata {
  readonly release_id: string | null;
  /** ISO 8601 instant. */
  readonly generated_at: string | null;
  /** `YYYY-MM-DD`. */
  readonly as_of: string;
  /** As-of month of the fields whose name holds one. */
  readonly month: string | null;
  readonly total_companies: number;
  /** The canonical fields that the source has, in order, each with its unit. */
  readonly units: readonly (readonly [field: string, unit: Unit])[];
  /** The canonical schema as the source's profile widened it. */
  readonly schema: {
    readonly id: string;
    readonly version: string;
    readonly fields: readonly FieldDefinition[];
  };
  /** What the source's own fields mean. */
  readonly native_fields: readonly FieldDefinition[];
  /** Those of them that the week has, in order, and what else it has. */
  readonly native_columns: readonly string[];
  /** In rows: whose quality mark came first, second… Each company has its own in this order. */
  readonly quality_order?: readonly string[];
  readonly provenance: Dataset['provenance'];
}

/** The metadata that every form of the file carries. */
export function metadataOf(
  dataset: Dataset,
  releaseId: string | null,
  generatedAt: string | null,
): FileMetadata {
  const { asOf, month, fields, native, schema, nativeSchema, provenance } = dataset;
  return {
    release_id: releaseId,
    generated_at: generatedAt,
    as_of: asOf,
    month,
    total_companies: fields.rowCount,
    units: fields.columns.map(({ name }) => [name, schema.byName.get(name)?.unit ?? 'none']),
    schema: { id: schema.id, version: schema.version, fields: schema.fields },
    native_fields: nativeSchema.fields,
    native_columns: native.columns.map(({ name }) => name),
    provenance,
  };
}
