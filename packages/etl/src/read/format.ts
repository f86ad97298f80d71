import type { ZipArchive } from '@stock-analyzer/xlsb';
import { EtlError } from '../errors';
import { partText, withArchive } from './archive';
import type { ReadLimits } from './limits';
import type { WorkbookFile, WorkbookFormat } from './types';

const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * What a file is, told by its content and never by its name: a file called .xlsb may well hold the HTML page
 * of a failed download.
 *
 * @throws EtlError `NOT_A_WORKBOOK`, `TRUNCATED`, `DAMAGED`
 */
export async function detectFormat(
  { start, input }: WorkbookFile,
  limits: ReadLimits,
): Promise<WorkbookFormat> {
  if (start.length === 0) throw notAWorkbook('The file is empty');
  if (beginsLikeZip(start)) return withArchive(input, limits, zipFormat);
  if (COMPOUND.every((byte, index) => start[index] === byte)) return 'xls';
  const character = textStart(start);
  if (character === '{' || character === '[') return 'json';
  if (character === '<') {
    throw notAWorkbook(
      'The file is an HTML or XML page',
      'It may be the error page of a failed download; or save it as XLSX or CSV in a spreadsheet program.',
    );
  }
  if (character === '%PDF') throw notAWorkbook('The file is a PDF document');
  return 'csv';
}

/** Whether the first bytes of a file are those of a zip. */
export function beginsLikeZip(start: Uint8Array): boolean {
  return start[0] === 0x50 && start[1] === 0x4b && start[2]! < 9 && start[3]! < 9;
}

async function zipFormat(zip: ZipArchive): Promise<WorkbookFormat> {
  const names = new Set(zip.names.map((name) => name.toLowerCase()));
  if (names.has('xl/workbook.bin')) return 'xlsb';
  if (names.has('xl/workbook.xml')) return 'xlsx';
  if (names.has('mimetype') && names.has('content.xml')) {
    const mimetype = await partText(zip, 'mimetype');
    if (mimetype.startsWith('application/vnd.oasis.opendocument.spreadsheet')) return 'ods';
  }
  // The names above are a habit; what counts is the type that the package declares for its main part.
  const types = await partText(zip, '[Content_Types].xml');
  if (/ms-excel\.sheet\.binary[^"']*\.main/.test(types)) return 'xlsb';
  if (/(spreadsheetml\.(sheet|template)|ms-excel\.(sheet|template|addin)\.macroEnabled)\.main/.test(types)) {
    return 'xlsx';
  }
  throw notAWorkbook('The file is a zip archive without a workbook in it', 'Unpack it first.');
}

/** The first character that is no blank, or a longer signature that begins there. */
function textStart(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe;
  const head = new TextDecoder(wide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
  const text = head.replaceAll('\0', '').trimStart();
  return text.startsWith('%PDF') ? '%PDF' : text.slice(0, 1);
}

/** The error of content that is no workbook. */
export function notAWorkbook(
  message: string,
  advice = 'Give an XLSB, XLSX, XLS, ODS, CSV or JSON file.',
): EtlError {
  return new EtlError({ code: 'NOT_A_WORKBOOK', message, advice });
}
