import { element } from './element.js';
import { sheetTable } from './table.js';

/** @typedef {import('./messages.js').FromWorker} FromWorker */
/** @typedef {import('./messages.js').ListedSheet} ListedSheet */

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);
const [file, status, progress, problem, workbook, search, sheets, sheet] = [
  'file',
  'status',
  'progress',
  'problem',
  'workbook',
  'search',
  'sheets',
  'sheet',
].map(byId);
/** From how many sheets on the list has a search. */
const MANY = 12;

/** @type {Worker | undefined} */
let worker;
let date1904 = false;

file.addEventListener('change', () => file.files[0] && open(file.files[0]));
search.addEventListener('input', () => {
  const sought = search.querySelector('input').value.toLowerCase();
  for (const item of sheets.children) item.hidden = !item.textContent.toLowerCase().includes(sought);
});
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  const dropped = event.dataTransfer?.files[0];
  if (dropped) open(dropped);
});

/** @param {File} chosen */
function open(chosen) {
  worker?.terminate();
  worker = new Worker(new URL('worker.js', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }) => show(data));
  worker.postMessage({ file: chosen });
  workbook.hidden = true;
  begin(`Opening ${chosen.name} …`);
}

/** @param {number} index @param {string} name */
function choose(index, name) {
  for (const [at, button] of sheets.querySelectorAll('button').entries()) {
    button.ariaPressed = String(at === index);
  }
  sheet.replaceChildren();
  begin(`Reading ${name} …`);
  worker?.postMessage({ sheet: index });
}

/** @param {string} what */
function begin(what) {
  status.textContent = what;
  problem.hidden = true;
  progress.hidden = false;
  progress.removeAttribute('value');
}

/** @param {FromWorker} message */
function show(message) {
  if (message.type === 'progress') {
    progress.value = message.share;
    return;
  }
  if (message.type === 'range') {
    sheets.children[message.sheet].querySelector('.range').textContent = message.range;
    return;
  }
  progress.hidden = true;
  if (message.type === 'sheets') {
    date1904 = message.date1904;
    workbook.hidden = false;
    search.hidden = message.sheets.length < MANY;
    search.querySelector('input').value = '';
    sheets.replaceChildren(...message.sheets.map(listItem));
    sheet.replaceChildren();
    status.textContent = `${message.sheets.length} sheets. Choose one to see its first rows.`;
  } else if (message.type === 'table') {
    status.textContent = `Read ${message.table.name}.`;
    sheet.replaceChildren(...sheetTable(message.table, date1904));
  } else {
    const { code, what, where, advice } = message.problem;
    status.textContent = 'That did not work.';
    problem.hidden = false;
    problem.replaceChildren(
      element('h2', {}, what),
      element('p', {}, advice),
      element('p', { className: 'place' }, [code, where].filter(Boolean).join(' · ')),
    );
  }
}

/** @param {ListedSheet} listed @param {number} index */
function listItem({ name, visibility, kind }, index) {
  const button = element('button', { type: 'button', ariaPressed: 'false' }, element('span', {}, name));
  if (visibility !== 'visible') {
    button.append(element('span', { className: 'badge' }, visibility.replace('_', ' ')));
  }
  if (kind === 'chartsheet' || kind === 'dialogsheet') {
    button.disabled = true;
    button.append(element('span', { className: 'badge' }, kind === 'chartsheet' ? 'chart' : 'dialog'));
  }
  button.append(element('span', { className: 'range' }));
  button.addEventListener('click', () => choose(index, name));
  return element('li', {}, button);
}
