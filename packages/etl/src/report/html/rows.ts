import type { SheetAccounting } from '../../transform/accounting';
import type { RowTotals } from '../../week/run-record';
import { shareBar } from '../charts/share-bar';
import type { QualityReportInput } from '../input';
import { showCount } from '../numbers';
import { reasonWords } from '../words/codes';
import { words } from '../words/words';
import { both, data, type Hole, html, type Markup } from './markup';
import { section, table, th } from './parts';

const KINDS = ['published', 'merged', 'quarantined', 'structural'] as const;

/** What became of every row of every sheet. */
export function rowsSection({ run }: QualityReportInput): Markup {
  const balanced = [run.totals, ...run.sheets].every(isBalanced);
  return section(
    'rows',
    words.rows,
    html`<p>${both(words.rowsIntro)} <strong class="${balanced ? 'good' : 'bad'}">${both(balanced ? words.balanced : words.unbalanced)}</strong></p>`,
    html`<p class="legend" aria-hidden="true">${KINDS.map((kind) => html`<span class="key ${kind}"></span>${both(words[kind])} `)}</p>`,
    table(
      words.rows,
      [
        th(words.sheet),
        th(words.read, true),
        html`<td></td>`,
        KINDS.map((kind) => th(words[kind], true)),
        th(words.reasons),
      ],
      [
        html`<tr class="total"><th scope="row">${both(words.allSheets)}</th>${counts(run.totals)}<td></td></tr>`,
        ...run.sheets.map(
          (sheet) =>
            html`<tr><th scope="row">${data(sheet.sheet)}</th>${counts(sheet)}<td class="note">${reasons(sheet)}</td></tr>\n`,
        ),
      ],
    ),
  );
}

function isBalanced(rows: RowTotals): boolean {
  return (
    rows.rows_read === rows.rows_published + rows.rows_merged + rows.rows_quarantined + rows.rows_structural
  );
}

function counts(rows: RowTotals): Hole {
  const parts = KINDS.map((kind) => ({ kind, value: rows[`rows_${kind}`] }));
  return [
    html`<td class="number">${showCount(rows.rows_read)}</td><td class="wide">${shareBar(parts, rows.rows_read)}</td>`,
    ...parts.map(
      ({ kind, value }) =>
        html`<td class="number">${kind === 'quarantined' && value > 0 ? html`<a href="#quarantine">${showCount(value)}</a>` : showCount(value)}</td>`,
    ),
  ];
}

function reasons({ reasons }: SheetAccounting): Hole {
  return Object.entries(reasons).map(
    ([reason, count], at) =>
      html`${at > 0 ? ', ' : ''}${both(reasonWords[reason as keyof typeof reasonWords])} ${showCount(count)}`,
  );
}
