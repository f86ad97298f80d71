import { companyRows, Random } from '@stock-analyzer/fixtures';
import { type CellValue, companySchema, type FieldDefinition, type Row } from '@stock-analyzer/schema';

/** Part of the cells that are made defective. */
const DEFECTIVE = 0.03;
/** One row in so many has a key that the schema does not know. */
const SURPLUS_EVERY = 500;

const fields: readonly FieldDefinition[] = companySchema.fields;

/**
 * Sound companies with every kind of defect that a field by itself can show, in 3 % of the cells. They come from
 * JSON text, as rows do that people hold.
 */
export function defectiveRows(count: number): Row[] {
  return spoilt(count, defectsOf);
}

/** The same with those defects only that a typed column can hold: no text among numbers, no number among texts. */
export function typedDefectiveRows(count: number): Row[] {
  return spoilt(count, (field) =>
    defectsOf(field).filter(
      (value) => value === null || typeof value === (field.kind === 'string' ? 'string' : 'number'),
    ),
  );
}

export function soundRows(count: number): Row[] {
  return JSON.parse(JSON.stringify(companyRows({ seed: 7, count })));
}

function spoilt(count: number, defects: (field: FieldDefinition) => readonly CellValue[]): Row[] {
  const random = new Random(42, 'defects');
  const rows: Row[] = soundRows(count);
  const choices = fields.map((field) => ({ name: field.name, values: defects(field) }));
  rows.forEach((row, index) => {
    for (const { name, values } of choices) {
      if (values.length > 0 && random.chance(DEFECTIVE)) row[name] = random.pick(values);
    }
    if (index % SURPLUS_EVERY === 7) row.remark = 'checked';
  });
  return JSON.parse(JSON.stringify(rows));
}

function defectsOf({
  kind,
  required,
  pattern,
  values,
  integer,
  possible,
  plausible,
}: FieldDefinition): CellValue[] {
  const missing: CellValue[] = required ? [null, ''] : [];
  if (kind === 'string') {
    return [
      ...missing,
      12,
      true,
      ...(pattern ? ['not a ticker!'] : []),
      ...(values ? ['Nasdaq', 'hold'] : []),
    ];
  }
  const ranges = [possible ?? {}, plausible ?? {}];
  return [
    ...missing,
    'n/a',
    true,
    ...(integer ? [1234.5] : []),
    ...ranges.flatMap(({ min, max }) => [
      ...(min === undefined ? [] : [min - 1, min - 1000]),
      ...(max === undefined ? [] : [max + 1, max * 10]),
    ]),
  ];
}
