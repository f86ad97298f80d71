import type { Bilingual, FieldDefinition, FieldKind, Range } from './field';
import { graphqlGroups, graphqlRowType } from './graphql-layout';
import { categoryLabels, unitLabels } from './labels';
import type { Schema } from './schema';
import { fieldTables } from './sql/layout';
import { fieldTexts } from './texts';

export { categoryLabels, fieldTexts, unitLabels };

/** What {@link toDictionary} may be told. */
export interface DictionaryOptions {
  /** Language of headings, kinds and units. Meanings stand in both. Default `en`. */
  readonly language?: 'en' | 'ko';
}

/**
 * A schema as a Markdown page: one table a category, one row a field, with its meaning in English and Korean,
 * kind and unit, ranges, SQL and GraphQL names, formula, and the other headers that mean it.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { toDictionary } from '@stock-analyzer/schema/dictionary';
 *
 * const page = toDictionary(companySchema);
 * page.includes('profitability_metrics.roe_fwd'); // → true
 * page.split('\n').filter((line) => line.startsWith('## ')).length; // → 6
 * ```
 */
export function toDictionary(schema: Schema, { language = 'en' }: DictionaryOptions = {}): string {
  const sql = sqlNames(schema);
  const categories = [...new Set(schema.fields.map((field) => field.category))];
  const title = words.title[language](schema);
  const sections = categories.flatMap((category) => [
    `## ${categoryLabels[category][language]}`,
    '',
    tableRow(words.columns[language]),
    tableRow(words.columns[language].map(() => '---')),
    ...schema.fields
      .filter((field) => field.category === category)
      .map((field) => tableRow(cells(schema, field, sql, language))),
    '',
  ]);
  return [`# ${title}`, '', words.note[language], '', ...sections].join('\n');
}

const words = {
  title: {
    en: ({ id, version, fields }: Schema) => `Data dictionary: ${id} ${version}, ${fields.length} fields`,
    ko: ({ id, version, fields }: Schema) => `데이터 사전: ${id} ${version}, ${fields.length}개 항목`,
  },
  note: {
    en: 'Percentages are in percent everywhere: 15.5 means 15.5 %. Outside the possible range a value is an error, outside the plausible range a warning.',
    ko: '백분율은 어디서나 퍼센트 단위입니다(15.5는 15.5 %). 가능 범위를 벗어난 값은 오류, 일반 범위를 벗어난 값은 경고입니다.',
  },
  columns: {
    en: [
      'Field',
      'Meaning',
      'Kind',
      'Unit',
      'Possible',
      'Plausible',
      'SQL',
      'GraphQL',
      'Formula',
      'Also called',
    ],
    ko: ['항목', '의미', '종류', '단위', '가능 범위', '일반 범위', 'SQL', 'GraphQL', '계산식', '다른 이름'],
  },
  required: { en: 'required', ko: '필수' },
  integer: { en: 'whole', ko: '정수' },
  length: { en: (least: number) => `length ≥ ${least}`, ko: (least: number) => `길이 ≥ ${least}` },
} as const;

const kindLabels: Readonly<Record<FieldKind, Bilingual>> = {
  string: { en: 'text', ko: '텍스트' },
  number: { en: 'number', ko: '숫자' },
  percentage: { en: 'percentage', ko: '백분율' },
  currency: { en: 'amount', ko: '금액' },
  date: { en: 'date', ko: '날짜' },
  boolean: { en: 'yes or no', ko: '예/아니요' },
};

function cells(
  schema: Schema,
  field: FieldDefinition,
  sql: ReadonlyMap<FieldDefinition, string>,
  language: 'en' | 'ko',
): string[] {
  const kind = [
    kindLabels[field.kind][language],
    ...(field.required ? [words.required[language]] : []),
    ...(field.integer ? [words.integer[language]] : []),
  ];
  const { description, formula = '' } = fieldTexts(field);
  return [
    `**${escapeMarkdown(field.name)}**`,
    `${escapeMarkdown(description.en)}<br>${escapeMarkdown(description.ko)}`,
    kind.join(', '),
    unitLabels[field.unit][language],
    possibleText(field, language),
    rangeText(field.plausible),
    code(sql.get(field) ?? field.column),
    code(graphqlName(schema, field)),
    escapeMarkdown(formula),
    (field.aliases ?? []).map(escapeMarkdown).join(', '),
  ];
}

function possibleText(
  { values, pattern, minLength, possible }: FieldDefinition,
  language: 'en' | 'ko',
): string {
  const rules = [
    ...(values ? [values.map(escapeMarkdown).join(', ')] : []),
    ...(pattern === undefined ? [] : [code(pattern)]),
    ...(minLength === undefined ? [] : [words.length[language](minLength)]),
    ...(possible ? [rangeText(possible)] : []),
  ];
  return rules.join('; ');
}

function rangeText(range: Range | undefined): string {
  const { min, max } = range ?? {};
  if (min === undefined) return max === undefined ? '' : `≤ ${max}`;
  return max === undefined ? `≥ ${min}` : `${min} … ${max}`;
}

/** Schemas without a ticker have no SQL tables; their fields go by column alone. */
function sqlNames(schema: Schema): ReadonlyMap<FieldDefinition, string> {
  const names = new Map<FieldDefinition, string>();
  if (!schema.fields.some(({ column }) => column === 'ticker')) return names;
  for (const table of fieldTables(schema)) {
    for (const field of table.fields) names.set(field, `${table.name}.${field.column}`);
  }
  for (const field of schema.fields) {
    if (field.category === 'identity') names.set(field, `companies.${field.column}`);
  }
  return names;
}

function graphqlName(schema: Schema, { category, key }: FieldDefinition): string {
  const type = category === 'identity' ? graphqlRowType(schema.id) : graphqlGroups[category].type;
  return `${type}.${key}`;
}

function tableRow(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|').replaceAll('`', '')}\``;
}

/** Text that may come from a file's headers: it must not break the table or become markup. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, (mark) => (mark === '<' ? '&lt;' : `\\${mark}`)).replace(/\s+/g, ' ');
}
