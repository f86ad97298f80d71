import type { Bilingual, FieldDefinition, Issue, Range, Unit } from '@stock-analyzer/schema';
import { showNumber, showQuantity } from '../numbers';
import { brief } from '../text';

/**
 * What would have been right, in both languages.
 *
 * @param korean The same issue in Korean, for those whose message tells more than what was expected.
 */
export function expectedOf(issue: Issue, field: FieldDefinition | undefined, korean: () => Issue): Bilingual {
  switch (issue.code) {
    case 'out_of_possible_range':
    case 'out_of_plausible_range': {
      const range = issue.code === 'out_of_possible_range' ? field?.possible : field?.plausible;
      return range ? rangeWords(range, field!) : same(issue.expected);
    }
    case 'percentage_basis_points':
      return typeof issue.suggestion === 'number'
        ? same(`${showQuantity(issue.suggestion, field?.unit)} ?`)
        : same(issue.expected);
    case 'missing_required':
      return { en: 'a value', ko: '값 필수' };
    case 'not_integer':
      return { en: 'a whole number', ko: '정수' };
    case 'not_in_list': {
      const values = field?.values?.join(', ');
      return values ? { en: `one of ${values}`, ko: `다음 중 하나: ${values}` } : same(issue.expected);
    }
    case 'source_error':
      return { en: 'a value, or a blank cell', ko: '값 또는 빈 셀' };
    default:
      // About several fields, weeks, a column or a sheet: the message tells more than what was expected.
      return { en: brief(issue.message, 200), ko: brief(korean().message, 200) };
  }
}

/** A range in words: `0 to 30 %`. */
export function rangeWords({ min, max }: Range, { unit }: FieldDefinition): Bilingual {
  if (min === undefined) {
    const high = max === undefined ? '∞' : showQuantity(max, unit);
    return { en: `at most ${high}`, ko: `${high} 이하` };
  }
  if (max === undefined) {
    return { en: `at least ${showQuantity(min, unit)}`, ko: `${showQuantity(min, unit)} 이상` };
  }
  return spanWords(min, max, unit);
}

/** From one number to another, with the unit said once. */
export function spanWords(from: number, to: number, unit: Unit): Bilingual {
  const [low, high] = [showNumber(from), showQuantity(to, unit)];
  return { en: `${low} to ${high}`, ko: `${low} ~ ${high}` };
}

function same(text: string): Bilingual {
  const shown = brief(text, 200);
  return { en: shown, ko: shown };
}
