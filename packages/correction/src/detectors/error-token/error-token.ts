import { type FieldDefinition, parseErrorToken } from '@stock-analyzer/schema';
import { evidence } from '../../evidence/describe';
import type { Detector } from '../../propose/context';
import { findingOf, LOST } from '../finding';
import { readTexts } from '../texts';

/** An error of a spreadsheet is no value of any field. */
const IS_ERROR = 10;
/** Neither is a word for none, where only numbers, dates or listed values belong. */
const IS_WORD = 9;

/** Ways to write that there is no value. Names may be such words, so it is asked only where no name belongs. */
const NONE =
  /^(?:n\.?\/?a\.?|n\.?m\.?|nan|null|none|nil|undefined|missing|error|[-\u2010-\u2015\u2212.·?\s]*|(?:해당|자료)? ?없음)$/i;
const LONGEST = 20;

/**
 * Finds errors and words for no value that stand as texts: `#N/A`, `0x2a`, `#N/A ROE (Fwd)`, `null`, `-`. What they
 * stand for is a missing value. Where a value is required it is for a person to find.
 */
export const detectErrorTokens: Detector = function* (context) {
  for (const { field, column } of context.fields) {
    const isName = field.kind === 'string' && !field.values;
    for (const { row, text, read } of readTexts(column, context, (text) => logOddsOf(text, isName))) {
      yield findingOf(column, row, 'error_token', null, [evidence('token', read, {}, text)], {
        most: mostOf(field),
      });
    }
  }
};

function logOddsOf(text: string, isName: boolean): number | null {
  if (parseErrorToken(text)) return IS_ERROR;
  return !isName && text.length <= LONGEST && NONE.test(text.trim()) ? IS_WORD : null;
}

function mostOf({ required }: FieldDefinition): number {
  return required ? LOST : 1;
}
