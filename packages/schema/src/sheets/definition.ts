import { companySchema } from '../company/schema';
import type { FieldDefinition } from '../field';
import type { HeaderRule, SeriesRule } from '../header';
import { defineSchema, type Schema } from '../schema';

/** A sheet of a workbook that is understood: its fields, and what its headers mean. */
export interface SheetDefinition {
  /** Name of the sheet, and id of its schema. */
  readonly id: string;
  /** Canonical and native fields, in the order in which they are written. */
  readonly schema: Schema;
  readonly rules: readonly HeaderRule[];
  readonly series: readonly SeriesRule[];
  /** Headers that its header row has to have. */
  readonly required: readonly string[];
}

/** Canonical fields by display name. */
export function canonical(...names: readonly string[]): FieldDefinition[] {
  return names.map((name) => companySchema.byName.get(name)!);
}

/** Puts a sheet's definition together. Rules that several sheets share are left out where the field is. */
export function defineSheet(input: {
  readonly id: string;
  readonly fields: readonly FieldDefinition[];
  readonly rules?: readonly HeaderRule[];
  readonly series?: readonly SeriesRule[];
  readonly required: readonly string[];
}): SheetDefinition {
  const schema = defineSchema({ id: input.id, version: '1.0.0', fields: input.fields });
  return {
    id: input.id,
    schema,
    rules: (input.rules ?? []).filter(({ field }) => schema.byName.has(field)),
    series: input.series ?? [],
    required: input.required,
  };
}
