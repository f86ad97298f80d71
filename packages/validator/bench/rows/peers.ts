import { companySchema, type FieldDefinition, type Row, wholePattern } from '@stock-analyzer/schema';
import Ajv from 'ajv/dist/2020.js';
import { type Type as ArkType, type } from 'arktype';
import Type from 'typebox';
import Compile from 'typebox/compile';
import { Settings } from 'typebox/system';
import * as v from 'valibot';
import { z } from 'zod';

// The same checks of single values in each library: required, type, pattern, list, whole number, range, and keys
// that the schema does not know. All findings are collected.

/** A way to check rows: gives what was found, as the library has it. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** Whether it makes code from text at run time. */
  readonly usesEval: boolean;
  /** What it was not asked to tell, and why. */
  readonly remark: string;
  check(rows: readonly Row[]): unknown[];
  /** The cells that it found fault with, as `row field`, from what {@link Peer.check} gave. */
  placesOf(found: readonly unknown[]): Iterable<string>;
}

const fields: readonly FieldDefinition[] = companySchema.fields;
const isText = ({ kind }: FieldDefinition) => kind === 'string';

/** Both ranges in one: outside of either is a finding. */
function rangeOf({ possible, plausible }: FieldDefinition): {
  min: number | undefined;
  max: number | undefined;
} {
  const [mins, maxs] = [
    [possible?.min, plausible?.min].filter((each) => each !== undefined),
    [possible?.max, plausible?.max].filter((each) => each !== undefined),
  ];
  return {
    min: mins.length > 0 ? Math.max(...mins) : undefined,
    max: maxs.length > 0 ? Math.min(...maxs) : undefined,
  };
}

interface AjvError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly schemaPath: string;
  readonly params: Record<string, string>;
}

/**
 * ajv tells the possible range from the plausible one, as we do.
 *
 * @param options Set `open` to let keys pass that the schema does not know.
 */
export function ajvPeer({
  open = false,
} = {}): Peer & { codesOf(found: readonly unknown[]): Map<string, string> } {
  const limits = (range: FieldDefinition['possible']) => ({
    ...(range?.min !== undefined && { minimum: range.min }),
    ...(range?.max !== undefined && { maximum: range.max }),
  });
  const properties = Object.fromEntries(
    fields.map((field) => {
      const known = isText(field) ? 'string' : 'number';
      return [
        field.name,
        {
          type: field.required ? known : [known, 'null'],
          ...(field.pattern !== undefined && { pattern: wholePattern(field.pattern).source }),
          ...(field.minLength !== undefined && { minLength: field.minLength }),
          ...(field.values && { enum: [...field.values, null] }),
          ...(field.integer && { multipleOf: 1 }),
          ...limits(field.possible),
          ...(field.plausible && { allOf: [limits(field.plausible)] }),
        },
      ];
    }),
  );
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile({
    type: 'object',
    properties,
    required,
    ...(!open && { additionalProperties: false }),
  });
  const fieldOf = ({ instancePath, params }: AjvError) =>
    params.missingProperty ??
    params.additionalProperty ??
    instancePath.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
  const pairs = (found: readonly unknown[]) =>
    (found as [number, AjvError[]][]).flatMap(([row, errors]) =>
      errors.map((error) => [row, error] as const),
    );
  return {
    name: open ? 'ajv_open' : 'ajv',
    version: '8.20.0',
    usesEval: true,
    remark: open ? 'allErrors, compiled; lets unknown keys pass' : 'allErrors, compiled',
    check(rows) {
      const found: unknown[] = [];
      for (let row = 0; row < rows.length; row++)
        if (!validate(rows[row])) found.push([row, validate.errors]);
      return found;
    },
    placesOf: (found) => pairs(found).map(([row, error]) => `${row} ${fieldOf(error)}`),
    /** By place: the code of ours that its keyword stands for; the worst where there are several. */
    codesOf(found) {
      const codes = new Map<string, string>();
      for (const [row, error] of pairs(found)) {
        const place = `${row} ${fieldOf(error)}`;
        const code = codeOf(error);
        const known = codes.get(place);
        // A number among texts is of the wrong type, not off the list; what cannot be is not merely unusual.
        if (!known || rank.indexOf(code) < rank.indexOf(known)) codes.set(place, code);
      }
      return codes;
    },
  };
}

const rank = [
  'unknown_column',
  'missing_required',
  'wrong_type',
  'pattern_mismatch',
  'not_in_list',
  'not_integer',
  'out_of_possible_range',
  'out_of_plausible_range',
];

function codeOf({ keyword, schemaPath }: AjvError): string {
  switch (keyword) {
    case 'additionalProperties':
      return 'unknown_column';
    case 'type':
      return 'wrong_type';
    case 'multipleOf':
      return 'not_integer';
    case 'pattern':
    case 'minLength':
      return 'pattern_mismatch';
    case 'enum':
      return 'not_in_list';
    default:
      return schemaPath.includes('/allOf/') ? 'out_of_plausible_range' : 'out_of_possible_range';
  }
}

export function zodPeer(jitless: boolean): Peer {
  z.config({ jitless });
  const shape = fields.map((field) => {
    const { min, max } = rangeOf(field);
    let known: z.ZodType;
    if (isText(field)) {
      let text = z.string();
      if (field.minLength !== undefined) text = text.min(field.minLength);
      if (field.pattern !== undefined) text = text.regex(wholePattern(field.pattern));
      known = field.values ? z.enum(field.values as [string]) : text;
    } else {
      let number = field.integer ? z.int() : z.number();
      if (min !== undefined) number = number.min(min);
      if (max !== undefined) number = number.max(max);
      known = number;
    }
    return [field.name, field.required ? known : known.nullable().exactOptional()] as const;
  });
  const schema = z.strictObject(Object.fromEntries(shape));
  return {
    name: jitless ? 'zod_jitless' : 'zod',
    version: '4.6.7',
    usesEval: !jitless,
    remark: 'one range a field',
    check(rows) {
      const found: unknown[] = [];
      for (let row = 0; row < rows.length; row++) {
        const { error } = schema.safeParse(rows[row]);
        if (error) found.push([row, error.issues]);
      }
      return found;
    },
    placesOf: (found) =>
      (found as [number, z.core.$ZodIssue[]][]).flatMap(([row, issues]) =>
        issues.flatMap((issue) =>
          issue.code === 'unrecognized_keys'
            ? issue.keys.map((key) => `${row} ${key}`)
            : [`${row} ${String(issue.path[0])}`],
        ),
      ),
  };
}

export function valibotPeer(): Peer {
  const entries = fields.map((field) => {
    const { min, max } = rangeOf(field);
    const known = isText(field)
      ? field.values
        ? v.picklist(field.values)
        : v.pipe(
            v.string(),
            ...[
              ...(field.minLength === undefined ? [] : [v.minLength<string, number>(field.minLength)]),
              ...(field.pattern === undefined ? [] : [v.regex<string>(wholePattern(field.pattern))]),
            ],
          )
      : v.pipe(
          v.number(),
          ...[
            ...(field.integer ? [v.integer<number>()] : []),
            ...(min === undefined ? [] : [v.minValue<number, number>(min)]),
            ...(max === undefined ? [] : [v.maxValue<number, number>(max)]),
          ],
        );
    return [field.name, field.required ? known : v.nullish(known)] as const;
  });
  const schema = v.strictObject(Object.fromEntries(entries));
  return {
    name: 'valibot',
    version: '1.5.0',
    usesEval: false,
    remark: 'one range a field; keys that it does not know: the first of a row',
    check(rows) {
      const found: unknown[] = [];
      for (let row = 0; row < rows.length; row++) {
        const { issues } = v.safeParse(schema, rows[row]);
        if (issues) found.push([row, issues]);
      }
      return found;
    },
    placesOf: (found) =>
      (found as [number, v.BaseIssue<unknown>[]][]).flatMap(([row, issues]) =>
        issues.map(({ path }) => `${row} ${String(path?.[0]?.key)}`),
      ),
  };
}

export function typeboxPeer(): Peer {
  // It stops at eight findings a row unless told otherwise.
  Settings.Set({ maxErrors: 1000 });
  const properties = fields.map((field) => {
    const { min, max } = rangeOf(field);
    const limits = {
      ...(min !== undefined && { minimum: min }),
      ...(max !== undefined && { maximum: max }),
    };
    const known = field.values
      ? Type.Enum([...field.values])
      : isText(field)
        ? Type.String({
            ...(field.minLength !== undefined && { minLength: field.minLength }),
            ...(field.pattern !== undefined && { pattern: wholePattern(field.pattern).source }),
          })
        : field.integer
          ? Type.Integer(limits)
          : Type.Number(limits);
    return [field.name, field.required ? known : Type.Optional(Type.Union([known, Type.Null()]))] as const;
  });
  const validator = Compile(Type.Object(Object.fromEntries(properties), { additionalProperties: false }));
  return {
    name: 'typebox',
    version: '1.4.3',
    usesEval: true,
    remark: 'one range a field; compiled check, then Errors of the rows that fail',
    check(rows) {
      const found: unknown[] = [];
      for (let row = 0; row < rows.length; row++) {
        if (!validator.Check(rows[row])) found.push([row, validator.Errors(rows[row])]);
      }
      return found;
    },
    placesOf: (found) =>
      (found as [number, { instancePath: string; keyword: string; params: object }[]][]).flatMap(
        ([row, errors]) =>
          errors.flatMap(({ instancePath, params }) => {
            const { requiredProperties = [], additionalProperties = [] } = params as Record<string, string[]>;
            const named = [...requiredProperties, ...additionalProperties];
            if (instancePath === '') return named.map((name) => `${row} ${name}`);
            return [`${row} ${instancePath.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')}`];
          }),
      ),
  };
}

export function arktypePeer(): Peer {
  const shape = fields.map((field) => {
    const { min, max } = rangeOf(field);
    let known: ArkType;
    if (isText(field)) {
      if (field.values) known = type.enumerated(...field.values) as ArkType;
      else if (field.pattern !== undefined) known = type(wholePattern(field.pattern)) as unknown as ArkType;
      else known = type(`string >= ${field.minLength ?? 0}` as 'string >= 0') as unknown as ArkType;
    } else {
      let number = type(field.integer ? 'number.integer' : 'number');
      if (min !== undefined) number = number.atLeast(min) as typeof number;
      if (max !== undefined) number = number.atMost(max) as typeof number;
      known = number as unknown as ArkType;
    }
    return field.required ? ([field.name, known] as const) : ([`${field.name}?`, known.or('null')] as const);
  });
  const schema = type({ '+': 'reject', ...Object.fromEntries(shape) } as never) as unknown as ArkType;
  return {
    name: 'arktype',
    version: '2.2.9',
    usesEval: true,
    remark: 'one range a field',
    check(rows) {
      const found: unknown[] = [];
      for (let row = 0; row < rows.length; row++) {
        const result = schema(rows[row]);
        if (result instanceof type.errors) found.push([row, result]);
      }
      return found;
    },
    placesOf: (found) =>
      (found as [number, { path: readonly PropertyKey[] }[]][]).flatMap(([row, errors]) =>
        [...errors].map(({ path }) => `${row} ${String(path[0])}`),
      ),
  };
}
