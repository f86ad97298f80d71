import { element } from './element.js';
import {
  elementScroll,
  fieldTexts,
  observeElementOffset,
  observeElementRect,
  unitLabels,
  Virtualizer,
} from './libraries.js';
import { labelOf, say, show, spoken, tellMark } from './words.js';

/** @typedef {import('@stock-analyzer/schema').FieldDefinition} Field */
/** @typedef {import('@stock-analyzer/store').Snapshot} Snapshot */
/** @typedef {import('@stock-analyzer/store').Query} Query */
/** @typedef {{ row: HTMLTableRowElement, link: HTMLAnchorElement, cells: HTMLTableCellElement[] }} RowNodes */

/** Heights of a row and of the head; style.css has the same. */
const ROW = 40;
const HEAD = 56;
/** Rows that are made before they come into sight, on either side. */
const OVERSCAN = 8;
/** Keys of the fields that the table shows, where a week has them. */
const SHOWN = [
  'ticker',
  'corpName',
  'industry',
  'exchange',
  'marketCapUsdMn',
  'per',
  'pbr',
  'roe',
  'operatingMargin',
  'dividendYield',
  'returnY',
];

/**
 * The table of companies. It has as many rows as can be seen and a few more; they are filled anew while it is
 * scrolled.
 */
export class CompanyTable {
  /** @type {Snapshot | undefined} */
  #week;
  /** @type {Query} */
  #query = {};
  /** @type {Field[]} */
  #fields = [];
  #total = 0;
  /** By place in the list. @type {Map<number, RowNodes>} */
  #drawn = new Map();
  #scroller;
  #sortBy;
  #table = element('table');
  #head = element('tr');
  #above = element('tr', { className: 'space' });
  #below = element('tr', { className: 'space' });
  #virtualizer;

  /** @param {HTMLElement} scroller @param {(field: string) => void} sortBy */
  constructor(scroller, sortBy) {
    this.#scroller = scroller;
    this.#sortBy = sortBy;
    for (const space of [this.#above, this.#below]) space.setAttribute('aria-hidden', 'true');
    this.#head.setAttribute('aria-rowindex', '1');
    this.#table.append(element('thead', {}, this.#head), element('tbody', {}, this.#above, this.#below));
    this.#table.addEventListener('keydown', (event) => this.#move(event));
    // With the keyboard it is scrolled when it has the focus.
    scroller.tabIndex = 0;
    scroller.append(this.#table);
    this.#virtualizer = new Virtualizer(this.#options());
    this.#virtualizer._didMount();
  }

  /**
   * Shows other companies, or the same in another order or language.
   *
   * @param {Snapshot} week @param {Query} query @returns {number} how many companies fit.
   */
  show(week, query) {
    this.#week = week;
    this.#fields = SHOWN.flatMap((key) => {
      const field = week.dataset.schema.fields.find((candidate) => candidate.key === key);
      return field && week.dataset.fields.byName.has(field.name) ? [field] : [];
    });
    this.#query = { ...query, projection: this.#fields.map(({ name }) => name) };
    this.#total = week.query({ ...this.#query, limit: 1 }).total;
    for (const { row } of this.#drawn.values()) row.remove();
    this.#drawn.clear();
    this.#drawHead();
    this.#table.setAttribute('aria-rowcount', String(this.#total + 1));
    this.#virtualizer.setOptions(this.#options());
    this.#virtualizer._willUpdate();
    this.#draw();
    return this.#total;
  }

  /** Goes back to the first row. */
  toTop() {
    this.#scroller.scrollTop = 0;
  }

  /** @returns {import('@tanstack/virtual-core').VirtualizerOptions<HTMLElement, HTMLElement>} */
  #options() {
    return {
      count: this.#total,
      getScrollElement: () => this.#scroller,
      estimateSize: () => ROW,
      overscan: OVERSCAN,
      // The head stays in sight, above the rows.
      paddingStart: HEAD,
      scrollPaddingStart: HEAD,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.#draw(),
    };
  }

  #drawHead() {
    const [sort] = [this.#query.sort ?? []].flat();
    const heads = this.#fields.map((field) => {
      const label = labelOf(field, this.#week?.info.month ?? null);
      const unit = unitLabels[field.unit][spoken()];
      const head = element('th', { scope: 'col', className: isNumber(field) ? 'number' : 'text' });
      head.classList.add(field.key);
      const direction = sort?.field === field.name ? (sort.order ?? 'asc') : undefined;
      if (direction) head.setAttribute('aria-sort', direction === 'asc' ? 'ascending' : 'descending');
      const button = element('button', { type: 'button', title: fieldTexts(field).description[spoken()] });
      // A month such as Oct-25 stays on one line.
      button.append(label.replaceAll('-', '\u2011'));
      if (unit) button.append(' ', element('small', {}, unit));
      button.addEventListener('click', () => this.#sortBy(field.name));
      head.append(button);
      return head;
    });
    this.#head.replaceChildren(...heads);
  }

  #draw() {
    const places = this.#virtualizer.getVirtualItems();
    const [first, last] = [places[0], places.at(-1)];
    const from = first?.index ?? 0;
    const to = last ? last.index + 1 : 0;
    /** @type {RowNodes[]} */
    const free = [];
    for (const [at, nodes] of this.#drawn) {
      if (at >= from && at < to) continue;
      nodes.row.remove();
      free.push(nodes);
      this.#drawn.delete(at);
    }
    this.#fill(from, to, free);
    const end = this.#virtualizer.getTotalSize();
    this.#above.style.height = `${(first?.start ?? HEAD) - HEAD}px`;
    this.#below.style.height = `${end - (last?.end ?? end)}px`;
    let next = this.#above.nextSibling;
    for (let at = from; at < to; at++) {
      const row = this.#drawn.get(at)?.row;
      if (row === next) next = next?.nextSibling ?? null;
      else if (row) this.#below.parentNode?.insertBefore(row, next);
    }
  }

  /** Makes the rows from one place to before another that are not there. @param {number} from @param {number} to @param {RowNodes[]} free */
  #fill(from, to, free) {
    while (from < to && this.#drawn.has(from)) from++;
    while (from < to && this.#drawn.has(to - 1)) to--;
    if (from >= to || !this.#week) return;
    const { rows, marks } = this.#week.query({ ...this.#query, offset: from, limit: to - from });
    rows.forEach((values, index) => {
      const at = from + index;
      if (this.#drawn.has(at)) return;
      const nodes = free.pop() ?? this.#newRow();
      const ticker = String(values[this.#fields[0]?.name ?? '']);
      nodes.row.setAttribute('aria-rowindex', String(at + 2));
      nodes.link.textContent = ticker;
      nodes.link.href = `#/company/${encodeURIComponent(ticker)}`;
      this.#fields.slice(1).forEach(({ name }, column) => {
        const mark = marks.find((candidate) => candidate.ticker === ticker && candidate.field === name);
        fillCell(/** @type {HTMLTableCellElement} */ (nodes.cells[column]), values[name], mark);
      });
      this.#drawn.set(at, nodes);
    });
  }

  /** @returns {RowNodes} */
  #newRow() {
    const link = element('a');
    const cells = this.#fields
      .slice(1)
      .map((field) => element('td', { className: isNumber(field) ? 'number' : 'text' }));
    const row = element('tr', {}, element('th', { scope: 'row' }, link), ...cells);
    return { row, link, cells };
  }

  /** Arrow keys go from company to company. @param {KeyboardEvent} event */
  #move(event) {
    const row = event.target instanceof HTMLAnchorElement && event.target.closest('tr');
    if (!row) return;
    const at = Number(row.getAttribute('aria-rowindex')) - 2;
    const page = Math.max(1, Math.floor((this.#scroller.clientHeight - HEAD) / ROW) - 1);
    const goal = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: this.#total - 1,
    }[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    this.#focus(Math.min(Math.max(goal, 0), this.#total - 1));
  }

  /** @param {number} at */
  #focus(at) {
    this.#virtualizer.scrollToIndex(at);
    const focusWhenDrawn = (tries = 10) => {
      const nodes = this.#drawn.get(at);
      if (nodes) nodes.link.focus({ preventScroll: true });
      else if (tries > 0) requestAnimationFrame(() => focusWhenDrawn(tries - 1));
    };
    focusWhenDrawn();
  }
}

/** @param {Field} field */
function isNumber({ kind }) {
  return kind === 'number' || kind === 'percentage' || kind === 'currency';
}

/** @param {HTMLTableCellElement} cell @param {unknown} value @param {import('@stock-analyzer/schema').QualityMark | undefined} mark */
function fillCell(cell, value, mark) {
  cell.textContent = show(value);
  cell.classList.toggle('corrected', mark !== undefined);
  if (!mark) {
    cell.removeAttribute('title');
    return;
  }
  cell.title = `${say('corrected')}: ${tellMark(mark)}`;
  cell.append(' ', element('span', { className: 'mark', ariaLabel: cell.title, role: 'img' }, '✎'));
}
