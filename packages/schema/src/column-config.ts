import type { Category, FieldDefinition, FieldKind, Range, Unit } from './field';
import { categoryLabels, unitLabels } from './labels';
import type { Schema } from './schema';
import { fieldTexts } from './texts';

/** A named list of columns, as the pages show it. */
export interface ColumnGroup {
  /** Korean heading. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** What the pages read from `column_config.json`. All columns go by display name. */
export interface ColumnConfig {
  /** In the order in which a company's details show them. */
  readonly categories: Readonly<Record<string, ColumnGroup>>;
  /** Korean column headings, with the unit. */
  readonly korean_names: Readonly<Record<string, string>>;
  /** Which columns the table shows in which mode. */
  readonly display_modes: Readonly<Record<string, ColumnGroup>>;
  /** Columns of the data file that are no metrics and are not shown. */
  readonly excluded_columns: readonly string[];
}

/** One column in `enhanced_column_config.json`. */
export interface ColumnDetail {
  readonly key: string;
  readonly column: string;
  readonly category: Category;
  readonly kind: FieldKind;
  readonly unit: Unit;
  readonly label: { readonly en: string; readonly ko: string };
  readonly description: { readonly en: string; readonly ko: string };
  readonly required: boolean;
  readonly align: 'left' | 'right';
  /** Digits after the point that a table shows. Null for what is no number. */
  readonly decimals: number | null;
  readonly values?: readonly string[];
  readonly possible?: Range;
  readonly plausible?: Range;
  readonly formula?: string;
}

/** `enhanced_column_config.json`: all of {@link ColumnConfig}, and each column in full. */
export interface EnhancedColumnConfig extends ColumnConfig {
  readonly metadata: { readonly schema: string; readonly version: string; readonly total_columns: number };
  readonly columns: Readonly<Record<string, ColumnDetail>>;
}

/** What {@link toColumnConfig} may be told. */
export interface ColumnConfigOptions {
  /** Columns of the data file that the pages shall not show, such as `searchIndex`. */
  readonly excluded?: readonly string[];
}

/**
 * The configuration that the pages read as `column_config.json`: groups of columns, Korean headings, and the
 * columns of each display mode.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { toColumnConfig } from '@stock-analyzer/schema/column-config';
 *
 * const config = toColumnConfig(companySchema);
 * config.categories.profitability?.name; // → '수익성'
 * config.korean_names['ROE (Fwd)']; // → '예상 자기자본이익률(%)'
 * config.display_modes.valuation?.columns.slice(0, 3); // → ['Ticker', 'corpName', 'PER (Oct-25)']
 * ```
 */
export function toColumnConfig(schema: Schema, options: ColumnConfigOptions = {}): ColumnConfig {
  const excluded = new Set(options.excluded);
  const fields = schema.fields.filter((field) => !excluded.has(field.name));
  const categories = new Map<Category, string[]>();
  for (const { category, name } of fields) {
    categories.set(category, [...(categories.get(category) ?? []), name]);
  }
  const groups = [...categories].map(([category, columns]): [string, ColumnGroup] => [
    // The pages know the identity fields as "basic".
    category === 'identity' ? 'basic' : category,
    { name: categoryLabels[category].ko, columns },
  ]);
  const required = fields.filter((field) => field.required).map((field) => field.name);
  const metrics = groups.filter(([key]) => key !== 'basic');
  const identity = categories.get('identity') ?? [];
  return {
    categories: Object.fromEntries(groups),
    korean_names: Object.fromEntries(fields.map((field) => [field.name, koreanHeading(field)])),
    display_modes: Object.fromEntries([
      [
        'basic',
        { name: '기본 지표', columns: [...identity, ...metrics.map(([, { columns }]) => columns[0]!)] },
      ],
      ...metrics.map(([key, { name, columns }]): [string, ColumnGroup] => [
        key,
        { name, columns: [...new Set([...required, ...columns])] },
      ]),
      ['all', { name: '전체 지표', columns: fields.map((field) => field.name) }],
    ]),
    excluded_columns: [...excluded],
  };
}

/**
 * {@link toColumnConfig}, and each column with its unit, kind, ranges and both languages: what
 * `enhanced_column_config.json` holds.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { toEnhancedColumnConfig } from '@stock-analyzer/schema/column-config';
 *
 * const { columns, metadata } = toEnhancedColumnConfig(companySchema);
 * metadata; // → { schema: 'company', version: '1.0.0', total_columns: 39 }
 * columns['ROE (Fwd)']?.unit; // → 'percent'
 * columns['Avg Volume (3M)']?.decimals; // → 0
 * ```
 */
export function toEnhancedColumnConfig(
  schema: Schema,
  options: ColumnConfigOptions = {},
): EnhancedColumnConfig {
  const config = toColumnConfig(schema, options);
  const columns = schema.fields
    .filter((field) => !config.excluded_columns.includes(field.name))
    .map((field): [string, ColumnDetail] => [field.name, columnDetail(field)]);
  return {
    metadata: { schema: schema.id, version: schema.version, total_columns: columns.length },
    ...config,
    columns: Object.fromEntries(columns),
  };
}

function columnDetail(field: FieldDefinition): ColumnDetail {
  const isNumber = ['number', 'percentage', 'currency'].includes(field.kind);
  const { description, formula } = fieldTexts(field);
  return {
    key: field.key,
    column: field.column,
    category: field.category,
    kind: field.kind,
    unit: field.unit,
    label: { en: field.name, ko: koreanHeading(field) },
    description,
    required: field.required ?? false,
    align: isNumber ? 'right' : 'left',
    decimals: isNumber ? decimals(field) : null,
    ...(field.values && { values: field.values }),
    ...(field.possible && { possible: field.possible }),
    ...(field.plausible && { plausible: field.plausible }),
    ...(formula !== undefined && { formula }),
  };
}

function decimals({ integer, unit }: FieldDefinition): number {
  return integer || unit === 'usd_millions' || unit === 'days' || unit === 'year' ? 0 : 2;
}

function koreanHeading(field: FieldDefinition): string {
  const label = unitLabels[field.unit].ko;
  const { ko } = fieldTexts(field).description;
  return label ? `${ko}(${label})` : ko;
}
