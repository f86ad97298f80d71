import { z } from 'zod';
import type { FieldDefinition } from './field';
import { wholePattern } from './pattern';
import type { FieldValue, Schema } from './schema';

/** The zod type of one field: required ones refuse null, the others may be null or left out. */
export type ZodField<Field extends FieldDefinition> = Field extends { required: true }
  ? z.ZodType<FieldValue<Field>, FieldValue<Field>>
  : z.ZodExactOptional<z.ZodNullable<z.ZodType<FieldValue<Field>, FieldValue<Field>>>>;

/** The shape of a row, keyed by display name. */
export type ZodRowShape<S extends Schema> = {
  [Field in S['fields'][number] as Field['name']]: ZodField<Field>;
};

/**
 * A schema's rows as a zod object (zod 4), keyed by display name: types, lists, patterns and possible ranges.
 * A value that is merely unusual (outside the plausible range) passes. As any zod object it drops keys it does
 * not know: `.loose()` keeps them, `.strict()` refuses them.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { toZod } from '@stock-analyzer/schema/zod';
 *
 * const company = toZod(companySchema);
 * company.parse({ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 })['ROE (Fwd)']; // → 79.43
 * company.safeParse({ Ticker: 'NVDA', corpName: 'NVIDIA', '52W Low': -1 }).success; // → false
 * ```
 */
export function toZod<S extends Schema>(schema: S): z.ZodObject<ZodRowShape<S>> {
  const shape = schema.fields.map((field) => {
    const type = zodType(field);
    return [field.name, field.required ? type : type.nullable().exactOptional()];
  });
  return z.object(Object.fromEntries(shape)) as unknown as z.ZodObject<ZodRowShape<S>>;
}

function zodType(field: FieldDefinition): z.ZodType {
  switch (field.kind) {
    case 'string':
      return zodText(field);
    case 'date':
      return z.iso.date();
    case 'boolean':
      return z.boolean();
    default:
      return zodNumber(field);
  }
}

function zodText({ pattern, minLength, values }: FieldDefinition): z.ZodType {
  let text = z.string();
  if (minLength !== undefined) text = text.min(minLength);
  if (pattern !== undefined) text = text.regex(wholePattern(pattern));
  return values ? text.pipe(z.enum(values)) : text;
}

function zodNumber({ integer, possible }: FieldDefinition): z.ZodType {
  let number = integer ? z.int() : z.number();
  if (possible?.min !== undefined) number = number.min(possible.min);
  if (possible?.max !== undefined) number = number.max(possible.max);
  return number;
}
