import type { Bilingual } from '@stock-analyzer/schema';
import { visible } from '../text';

/** Markup that is safe to stand in the page as it is. Only {@link html} and {@link trusted} make it. */
export class Markup {
  constructor(readonly source: string) {}
}

/** What may stand in a hole of {@link html}. Null stands for nothing. */
export type Hole = Markup | string | number | null | readonly Hole[];

/** Markup from a template: whatever is put into it is escaped, unless it is markup itself. */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  let source = parts[0]!;
  for (let at = 0; at < holes.length; at++) source += textOf(holes[at]!) + parts[at + 1]!;
  return new Markup(source);
}

/** Markup of ours, built elsewhere; never of the data. */
export function trusted(source: string): Markup {
  return new Markup(source);
}

/** A text in both languages; the page shows the one that is chosen. */
export function both(text: Bilingual): Markup {
  return text.en === text.ko
    ? html`${text.en}`
    : html`<span lang="en">${text.en}</span><span lang="ko">${text.ko}</span>`;
}

/** A text of the source, kept apart from the writing direction around it. */
export function data(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

export function escapeText(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function textOf(hole: Hole): string {
  if (hole === null) return '';
  if (hole instanceof Markup) return hole.source;
  if (typeof hole === 'object') return hole.map(textOf).join('');
  return escapeText(String(hole));
}
