import { element } from './element.js';
import { say } from './words.js';

/** How many hits are listed. */
const HITS = 10;

/**
 * Lists what a search finds, while it is typed. Arrow keys go through the list.
 *
 * @param {HTMLInputElement} input @param {HTMLElement} list @param {HTMLElement} status
 * @param {(text: string, limit: number) => import('@stock-analyzer/store').SearchHit[]} find
 */
export function listHits(input, list, status, find) {
  const update = () => {
    const text = input.value.trim();
    const hits = text ? find(text, HITS) : [];
    list.replaceChildren(...hits.map(hitItem));
    list.hidden = hits.length === 0;
    status.textContent = !text ? '' : hits.length > 0 ? say('hits', hits.length) : say('noHits');
  };
  const end = () => {
    input.value = '';
    update();
  };
  input.addEventListener('input', update);
  list.addEventListener('click', end);
  input.form?.addEventListener('submit', (event) => {
    event.preventDefault();
    list.querySelector('a')?.click();
  });
  input.form?.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      end();
      input.focus();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [input, ...list.querySelectorAll('a')];
    const at = stops.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    stops[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
    event.preventDefault();
  });
}

/** @param {import('@stock-analyzer/store').SearchHit} hit */
function hitItem({ ticker, name, industry }) {
  const link = element('a', { href: `#/company/${encodeURIComponent(ticker)}` }, element('b', {}, ticker));
  link.append(' ', name ?? '', ' ', element('small', {}, industry ?? ''));
  return element('li', {}, link);
}
