import { element } from './element.js';
import { dateOf, getFormat, isDateFormat, valueAt } from './node_modules/@stock-analyzer/xlsb/dist/index.js';

/** @typedef {import('@stock-analyzer/xlsb').Column} Column */
/** @typedef {import('@stock-analyzer/xlsb').SheetTable} SheetTable */

const ROWS = 50;

/**
 * A sheet's first rows, and a button for more.
 *
 * @param {SheetTable} table @param {boolean} date1904 @returns {HTMLElement[]}
 */
export function sheetTable(table, date1904) {
  const { name, rowCount, columns } = table;
  if (rowCount === 0) return [element('p', {}, 'This sheet holds no values.')];
  const body = element('tbody');
  const more = element('button', { type: 'button', className: 'more' }, `${ROWS} more rows`);
  const showMore = () => {
    const from = body.rows.length;
    const to = Math.min(rowCount, from + ROWS);
    for (let row = from; row < to; row++) body.append(rowOf(table, row, date1904));
    more.hidden = to === rowCount;
  };
  more.addEventListener('click', showMore);
  showMore();
  const head = element(
    'thead',
    {},
    element('tr', {}, element('td'), ...columns.map((column) => columnHead(column))),
  );
  const view = element('table', {}, element('caption', {}, caption(table)), head, body);
  // One that scrolls has to be reached by the keyboard.
  const scroll = element('div', { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: name }, view);
  return [scroll, more];
}

/** @param {SheetTable} table */
function caption({ name, rowCount, columns, blankRows }) {
  const counts = [counted(rowCount, 'row'), counted(columns.length, 'column')];
  if (blankRows > 0) counts.push(`${counted(blankRows, 'blank row')} in the file`);
  return `${name}: ${counts.join(', ')}`;
}

/** @param {number} count @param {string} noun */
function counted(count, noun) {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** @param {Column} column */
function columnHead(column) {
  const format = element('small', {}, getFormat(column) ?? '');
  return element('th', { scope: 'col' }, column.name, format);
}

/** @param {SheetTable} table @param {number} row @param {boolean} date1904 */
function rowOf({ firstRow, columns }, row, date1904) {
  const number = element('th', { scope: 'row' }, String(firstRow + row));
  return element('tr', {}, number, ...columns.map((column) => cellOf(column, row, date1904)));
}

/** @param {Column} column @param {number} row @param {boolean} date1904 */
function cellOf(column, row, date1904) {
  const value = valueAt(column, row);
  if (value === null) return element('td');
  if (typeof value === 'object') return element('td', { className: 'error' }, value.error);
  if (typeof value !== 'number') return element('td', {}, String(value));
  const date = isDateFormat(getFormat(column, row) ?? '') ? dateOf(value, { date1904 }) : null;
  const text = date
    ? date.toISOString().slice(0, 19).replace('T', ' ').replace(' 00:00:00', '')
    : String(value);
  return element('td', { className: 'number' }, text);
}
