import {
  type CellValue,
  type FieldDefinition,
  type IssueCode,
  type Range,
  wholePattern,
} from '@stock-analyzer/schema';

/**
 * Whether a value of a field is free of a kind of issue. A correction that leaves the issue standing (a true
 * extreme is unusual still) does not answer it. Issues that are not of one cell are taken to be answered.
 */
export function resolves(field: FieldDefinition | undefined, code: IssueCode, to: CellValue): boolean {
  if (!field) return true;
  switch (code) {
    case 'wrong_type':
      return typeof to === typeOf(field);
    case 'out_of_possible_range':
      return isWithin(to, field.possible);
    case 'out_of_plausible_range':
    case 'percentage_basis_points':
      return isWithin(to, field.plausible) && isWithin(to, field.possible);
    case 'not_integer':
      return Number.isInteger(to);
    case 'not_in_list':
      return typeof to === 'string' && field.values?.includes(to) === true;
    case 'pattern_mismatch':
      return typeof to === 'string' && patternOf(field).test(to);
    default:
      return true;
  }
}

function typeOf({ kind }: FieldDefinition): 'string' | 'boolean' | 'number' {
  return kind === 'boolean' ? 'boolean' : kind === 'string' || kind === 'date' ? 'string' : 'number';
}

function isWithin(
  value: CellValue,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Range = {},
): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}

const patterns = new WeakMap<FieldDefinition, RegExp>();

/** A field's pattern, compiled once. */
function patternOf(field: FieldDefinition): RegExp {
  const pattern = patterns.get(field) ?? wholePattern(field.pattern ?? '');
  patterns.set(field, pattern);
  return pattern;
}
