import { SchemaError } from './errors';
import type { FieldDefinition } from './field';
import { type GraphqlGroup, graphqlGroups, graphqlRowType } from './graphql-layout';
import { unitLabels } from './labels';
import type { Schema } from './schema';
import type { CellValue, Row } from './table';
import { fieldTexts } from './texts';

/** What a row's GraphQL object says besides its fields. */
export interface GraphqlIdentity {
  /** Stable id of the row; for companies the ticker. */
  readonly id: string;
  /** As-of date of the week, `YYYY-MM-DD`. */
  readonly asOfDate: string;
}

/** A row as GraphQL nests it: identity fields in itself, the others in one object a category. */
export interface GraphqlRow extends GraphqlIdentity {
  readonly [name: string]: CellValue | Readonly<Record<string, CellValue>>;
}

/**
 * The types of a schema's rows in GraphQL's schema language: for the canonical schema the architecture
 * document's `Company` with its groups of metrics. Numbers are `Float`, counts too, since GraphQL's `Int` has
 * 32 bits. Queries are the server's business and not part of it.
 *
 * @throws SchemaError `INVALID_SCHEMA` if an identity field's key is one of the names that rows have for
 * themselves: `id`, `asOfDate` and the groups'.
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { toGraphqlSdl } from '@stock-analyzer/schema/graphql';
 *
 * const sdl = toGraphqlSdl(companySchema);
 * sdl.includes('type Company {'); // → true
 * sdl.includes('financialHealth: FinancialHealthMetrics'); // → true
 * ```
 */
export function toGraphqlSdl(schema: Schema): string {
  const { identity, groups } = layOut(schema);
  return [
    description('A day of the calendar, `2025-10-10`.'),
    'scalar Date',
    '',
    description(`A row of schema \`${schema.id}\` ${schema.version}.`),
    `type ${graphqlRowType(schema.id)} {`,
    '  id: ID!',
    ...identity.flatMap(fieldLines),
    ...groups.map(([group]) => `  ${group.field}: ${group.type}`),
    '  asOfDate: Date!',
    '}',
    ...groups.flatMap(([group, fields]) => ['', `type ${group.type} {`, ...fields.flatMap(fieldLines), '}']),
    '',
  ].join('\n');
}

/**
 * A row in the shape of {@link toGraphqlSdl}. A field that the row lacks is null; keys that the schema does
 * not know are left out, since GraphQL could not ask for them.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { rowToGraphql } from '@stock-analyzer/schema/graphql';
 *
 * const row = { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 };
 * const company = rowToGraphql(companySchema, row, { id: 'NVDA', asOfDate: '2025-10-10' });
 * company.corpName; // → 'NVIDIA'
 * company.profitability; // → { roe: 79.43, roa: null, roic: null, grossMargin: null, operatingMargin: null, netMargin: null }
 * ```
 */
export function rowToGraphql(
  schema: Schema,
  row: Readonly<Record<string, CellValue | undefined>>,
  identity: GraphqlIdentity,
): GraphqlRow {
  const object: Record<string, CellValue | Record<string, CellValue>> = {};
  for (const field of schema.fields) {
    const holder =
      field.category === 'identity' ? object : groupIn(object, graphqlGroups[field.category].field);
    holder[field.key] = (Object.hasOwn(row, field.name) ? row[field.name] : null) ?? null;
  }
  return { ...object, id: identity.id, asOfDate: identity.asOfDate };
}

function groupIn(
  object: Record<string, CellValue | Record<string, CellValue>>,
  name: string,
): Record<string, CellValue> {
  const group = (object[name] ?? {}) as Record<string, CellValue>;
  object[name] = group;
  return group;
}

/**
 * The row that a GraphQL object tells of, keyed by display name: the inverse of {@link rowToGraphql}. Fields
 * that a query did not ask for are left out.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { graphqlToRow } from '@stock-analyzer/schema/graphql';
 *
 * graphqlToRow(companySchema, { ticker: 'NVDA', valuation: { per: 31.2 } });
 * // → { Ticker: 'NVDA', 'PER (Oct-25)': 31.2 }
 * ```
 */
export function graphqlToRow(
  schema: Schema,
  object: Readonly<Record<string, CellValue | Readonly<Record<string, CellValue>>>>,
): Row {
  const entries = schema.fields.flatMap((field): [string, CellValue][] => {
    const holder = field.category === 'identity' ? object : object[graphqlGroups[field.category].field];
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, field.key)) return [];
    return [[field.name, holder[field.key] as CellValue]];
  });
  return Object.fromEntries(entries);
}

/** Names that the row's type has for itself. */
const RESERVED = new Set(['id', 'asOfDate', ...Object.values(graphqlGroups).map(({ field }) => field)]);

function layOut(schema: Schema): {
  identity: FieldDefinition[];
  groups: [GraphqlGroup, FieldDefinition[]][];
} {
  const identity: FieldDefinition[] = [];
  const groups = new Map<GraphqlGroup, FieldDefinition[]>();
  for (const field of schema.fields) {
    if (field.category !== 'identity') {
      const group = graphqlGroups[field.category];
      groups.set(group, [...(groups.get(group) ?? []), field]);
    } else if (RESERVED.has(field.key)) {
      throw new SchemaError({
        code: 'INVALID_SCHEMA',
        message: `Field "${field.name}" has the key "${field.key}", which GraphQL rows have for themselves`,
        place: { field: field.name },
        advice: 'Give it another key.',
      });
    } else {
      identity.push(field);
    }
  }
  return { identity, groups: [...groups] };
}

function fieldLines(field: FieldDefinition): string[] {
  const unit = unitLabels[field.unit].en;
  const { en, ko } = fieldTexts(field).description;
  return [
    `  ${description(`${en}${unit && ` (${unit})`}. ${ko}.`)}`,
    `  ${field.key}: ${graphqlType(field)}${field.required ? '!' : ''}`,
  ];
}

function graphqlType({ kind }: FieldDefinition): string {
  if (kind === 'string') return 'String';
  if (kind === 'date') return 'Date';
  return kind === 'boolean' ? 'Boolean' : 'Float';
}

/** Descriptions may hold anything; a JSON string is a GraphQL string. */
function description(text: string): string {
  return JSON.stringify(text);
}
