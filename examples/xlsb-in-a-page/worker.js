// Reads in a thread of its own, so that the page stays quick. There is one for each workbook: a message with the
// file comes first, then one for each sheet that is asked for.
import { openXlsb, transferables, XlsbError } from './node_modules/@stock-analyzer/xlsb/dist/index.js';

/** @typedef {import('./node_modules/@stock-analyzer/xlsb/dist/index.js').XlsbWorkbook} Workbook */
/** @typedef {import('./messages.js').FromWorker} FromWorker */

/** @type {Workbook | undefined} */
let workbook;
let reading = new AbortController();

addEventListener('message', ({ data: { file, sheet } }) => {
  const work = file ? open(file) : read(sheet);
  work.catch((error) => {
    if (error instanceof XlsbError && error.code === 'ABORTED') return;
    post({ type: 'problem', problem: plainProblem(error) });
  });
});

/** @param {File} file */
async function open(file) {
  workbook = await openXlsb(file);
  const { sheets, date1904 } = workbook;
  const list = sheets.map(({ name, visibility, kind }) => ({ name, visibility, kind }));
  post({ type: 'sheets', sheets: list, date1904 });
  for (const sheet of sheets) {
    // One that is damaged tells so when it is read.
    const range = await sheet.declaredRange().catch(() => undefined);
    if (range) post({ type: 'range', sheet: sheet.index, range });
  }
}

/** @param {number} index */
async function read(index) {
  // Whoever asks for another sheet does not wait for this one any more.
  reading.abort();
  reading = new AbortController();
  const sheet = workbook?.sheets[index];
  if (!sheet) return;
  let shown = 0;
  const table = await sheet.table({
    signal: reading.signal,
    onProgress({ bytes, totalBytes }) {
      const share = Math.floor((100 * bytes) / totalBytes) / 100;
      if (share > shown) post({ type: 'progress', share });
      shown = share;
    },
  });
  // Handed over, not copied: the columns are the page's from here on.
  post({ type: 'table', sheet: index, table }, transferables(table));
}

/** @param {FromWorker} message @param {ArrayBuffer[]} transfer */
function post(message, transfer = []) {
  postMessage(message, { transfer });
}

/** Only plain data keeps its fields on the way to the page. @param {unknown} error */
function plainProblem(error) {
  if (!(error instanceof XlsbError))
    return { code: 'UNEXPECTED', what: String(error), where: '', advice: '' };
  const { code, problem, place, advice = '' } = error;
  const { file, sheet, row, part } = place;
  const where = [file, sheet, row && `row ${row}`, part].filter(Boolean).join(', ');
  return { code, what: problem, where, advice };
}
