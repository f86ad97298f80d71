import type { Bilingual } from '@stock-analyzer/schema';
import { showCount } from '../numbers';
import { both, type Hole, html, type Markup } from './markup';

/** What a reader wants to see when following a number: a table, and values of its columns (in English). */
export interface View {
  readonly table: 'issues' | 'proposals' | 'flags' | 'companies';
  readonly [column: string]: string | number | boolean;
}

/** A count that leads to its rows; nothing to follow where there are none. */
export function countLink(count: number, view: View, text: Hole = showCount(count)): Markup {
  return count === 0 ? html`${text}` : viewLink(view, text);
}

/** A link that sets the filters of a table and goes there. */
export function viewLink(view: View, text: Hole): Markup {
  return html`<a href="#${view.table}-rows" data-view="${JSON.stringify(view)}">${text}</a>`;
}

/** A section with its heading. */
export function section(id: string, title: Bilingual, ...content: readonly Hole[]): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${both(title)}</h2>
${content}</section>
`;
}

/** A head cell. */
export function th(label: Bilingual, number = false): Markup {
  return number
    ? html`<th scope="col" class="number">${both(label)}</th>`
    : html`<th scope="col">${both(label)}</th>`;
}

/** A table that scrolls sideways by itself where it is wider than the screen. */
export function table(caption: Bilingual, head: Hole, rows: Hole): Markup {
  return html`<div class="scroll" tabindex="0"><table><caption>${both(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
