import type { Bilingual } from '@stock-analyzer/schema';
import type { RowTable, TableColumn } from '../tables/row-table';
import { both, data, html, type Markup } from './markup';

/** So many rows stand in the page itself, for readers without script and for paper. */
const STATIC_ROWS = 25;

/** A table of many rows: the first of them as markup; the page's script shows the others. */
export function rowTable(id: string, caption: Bilingual, { columns, rows }: RowTable): Markup {
  return html`<div class="rows" id="${id}-rows" data-table="${id}"><table class="cards"><caption>${both(caption)}</caption><thead><tr>${columns.map(
    ({ label, look }) =>
      html`<th scope="col"${look === 'number' ? html` class="number"` : null}>${both(label)}</th>`,
  )}</tr></thead><tbody>${rows
    .slice(0, STATIC_ROWS)
    .map(
      (row) => html`<tr>${row.map((value, at) => cell(columns[at]!, value))}</tr>\n`,
    )}</tbody></table></div>`;
}

function cell({ key, label, look, choices }: TableColumn, value: string | number): Markup {
  const text = typeof value === 'number' ? choices![value]! : { en: value, ko: value };
  const kind = look === 'severity' ? `severity s${value}` : (look ?? '');
  return html`<td class="${key} ${kind}" data-en="${label.en}" data-ko="${label.ko}">${text.en === text.ko ? data(text.en) : both(text)}</td>`;
}
