import { openXlsb, transferables, XlsbError } from '../index';

/** Reads the first sheet of each File that it is sent, and hands the table over. */
addEventListener('message', async ({ data }: MessageEvent<File>) => {
  try {
    const workbook = await openXlsb(data);
    const table = await workbook.sheets[0]!.table();
    postMessage({ table }, { transfer: transferables(table) });
  } catch (error) {
    postMessage({ code: error instanceof XlsbError ? error.code : String(error) });
  }
});
