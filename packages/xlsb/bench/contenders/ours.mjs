import { openXlsb } from '@stock-analyzer/xlsb';

/** @param {import('../task.ts').Task} task */
export async function read({ path, sheets }) {
  const workbook = await openXlsb(path);
  const wanted = sheets ? workbook.select(sheets) : workbook.sheets;
  const tables = [];
  for (const sheet of wanted) tables.push(await sheet.table());
  await workbook.close();
  return tables;
}

/**
 * @param {Awaited<ReturnType<typeof read>>} tables
 * @returns {import('../task.ts').Count}
 */
export function count(tables) {
  let rows = 0;
  let cells = 0;
  let errors = 0;
  for (const { columns, rowCount } of tables) {
    const holds = new Uint8Array(rowCount);
    for (const { validity, causes } of columns) {
      for (let row = 0; row < rowCount; row++) {
        const cause = causes?.get(row);
        if (validity[row] !== 1 && !cause) continue;
        holds[row] = 1;
        cells++;
        if (cause?.kind === 'error') errors++;
      }
    }
    rows += holds.reduce((sum, one) => sum + one, 0);
  }
  return { rows, cells, errors };
}
