import type { CellValue } from '@stock-analyzer/schema';
import type { Language } from '../evidence/describe';
import type { CorrectionPlan } from '../model/plan';
import { type PlanRow, planToRows } from './rows';
import { textTable } from './text-table';

/** Options of {@link previewPlan}. */
export interface PreviewOptions {
  /** Default `en`. */
  readonly language?: Language;
  /** ANSI colours; default false. */
  readonly color?: boolean;
  /** Lines shown of each half; what is left out is counted. Default 50. */
  readonly limit?: number;
}

const words = {
  en: {
    heads: ['Ticker', 'Field', 'From', 'To', 'Sure', 'Rule', 'Why'],
    proposed: (count: number) => `${count} ${count === 1 ? 'correction' : 'corrections'} proposed`,
    flagged: (count: number) => `${count} ${count === 1 ? 'cell' : 'cells'} to look at (nothing will change)`,
    more: (count: number) => `… and ${count} more`,
    none: 'Nothing to correct.',
  },
  ko: {
    heads: ['티커', '필드', '현재 값', '제안 값', '확신', '규칙', '근거'],
    proposed: (count: number) => `수정 제안 ${count}건`,
    flagged: (count: number) => `확인 필요 ${count}건 (변경되지 않음)`,
    more: (count: number) => `… 외 ${count}건`,
    none: '수정할 것이 없습니다.',
  },
} as const;

/**
 * A plan as a table for a terminal: what would change, how sure that is, and why. Made from the plan alone,
 * so what is shown is what {@link applyPlan} applies. Safe to print whatever the data holds.
 *
 * @example
 * ```ts
 * import { previewPlan, proposeCorrections } from '@stock-analyzer/correction';
 * import { companySchema, rowsToTable } from '@stock-analyzer/schema';
 *
 * const table = rowsToTable([{ Ticker: 'NVDA', exchange: 'Nasdaq' }]);
 * const plan = proposeCorrections(table, [], { schema: companySchema });
 * previewPlan(plan).split('\n')[0]; // → '1 correction proposed'
 * previewPlan(plan, { language: 'ko' }).split('\n')[0]; // → '수정 제안 1건'
 * ```
 */
export function previewPlan(plan: CorrectionPlan, options: PreviewOptions = {}): string {
  const { language = 'en', color = false, limit = 50 } = options;
  const { heads, proposed, flagged, more, none } = words[language];
  const rows = planToRows(plan, language);
  if (rows.length === 0) return `${none}\n`;
  const sections: string[] = [];
  for (const status of ['proposed', 'flagged'] as const) {
    const ofStatus = rows.filter((row) => row.status === status);
    if (ofStatus.length === 0) continue;
    const title = (status === 'proposed' ? proposed : flagged)(ofStatus.length);
    const lines = table(heads, ofStatus.slice(0, limit), color);
    if (ofStatus.length > limit) lines.push(more(ofStatus.length - limit));
    sections.push([paint(title, 1, color), ...lines].join('\n'));
  }
  return `${sections.join('\n\n')}\n`;
}

/** What the columns of a preview need beside their titles, in order. */
const LAYOUT = [
  { widest: 12 },
  { widest: 26 },
  { widest: 20, align: 'right' },
  { widest: 20, align: 'right' },
  { widest: 6, align: 'right' },
  { widest: 14 },
  { widest: 72 },
] as const;

function table(heads: readonly string[], rows: readonly PlanRow[], color: boolean): string[] {
  const sure = (cell: string, row: number) => paint(cell, rows[row]!.confidence >= 0.9 ? 32 : 33, color);
  const [titles = '', ...lines] = textTable(
    LAYOUT.map((column, at) => ({ title: heads[at]!, ...column, ...(at === 4 && { paint: sure }) })),
    rows.map((row) => [
      row.ticker ?? '–',
      row.field,
      show(row.from),
      row.rule === null ? '?' : show(row.to),
      row.confidence.toFixed(3),
      row.rule ?? '–',
      row.why,
    ]),
  );
  return [paint(titles, 2, color), ...lines];
}

function show(value: CellValue): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}

function paint(text: string, code: number, color: boolean): string {
  return color ? `\u001b[${code}m${text}\u001b[0m` : text;
}
