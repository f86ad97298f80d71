import { cellAt } from '@stock-analyzer/schema';
import { evidence } from '../../evidence/describe';
import { probability } from '../../evidence/likelihood';
import type { Detector, Finding } from '../../propose/context';

/** Two values that a list tells apart are hardly ever the same but for case and spaces. */
const SAME_BUT_FOR_CASE = 5;

/**
 * Finds texts that are one of their field's values but for case, spaces, hyphens or width: `Nasdaq`,
 * `strong  buy`. A text that fits two values of the list is left alone.
 */
export const detectSpelling: Detector = function* ({ table, schema, columns }) {
  for (const field of schema.fields) {
    const column = columns.get(field.name);
    if (!field.values || !column || column.type === 'number' || column.type === 'boolean') continue;
    const allowed = new Set(field.values);
    const byFolded = new Map<string, string | null>();
    for (const value of field.values) byFolded.set(fold(value), byFolded.has(fold(value)) ? null : value);
    for (let row = 0; row < table.rowCount; row++) {
      const text = cellAt(column, row);
      if (typeof text !== 'string' || allowed.has(text)) continue;
      const to = byFolded.get(fold(text));
      if (!to) continue;
      yield {
        row,
        field: column.name,
        to,
        rule: 'spelling',
        confidence: probability(SAME_BUT_FOR_CASE),
        evidence: [evidence('list', SAME_BUT_FOR_CASE, {}, to)],
        alternatives: [{ to: text, confidence: probability(-SAME_BUT_FOR_CASE) }],
        group: null,
      } satisfies Finding;
    }
  }
};

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u00ad_-]+/g, '');
}
