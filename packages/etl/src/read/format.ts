import { EtlError } from '../errors';
import type { ReadLimits } from './limits';
import type { WorkbookFormat } from './types';
import { openZip, type ZipArchive } from './zip';

const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * What a file is, told by its content and never by its name: a file called .xlsb may well hold the HTML page
 * of a failed download.
 *
 * @throws EtlError `NOT_A_WORKBOOK`, `TRUNCATED`, `DAMAGED`
 */
export function detectFormat(bytes: Uint8Array, limits: ReadLimits): WorkbookFormat {
  if (bytes.length === 0) throw notAWorkbook('The file is empty');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2]! < 9 && bytes[3]! < 9) {
    return zipFormat(openZip(bytes, limits));
  }
  if (COMPOUND.every((byte, index) => bytes[index] === byte)) return 'xls';
  const start = textStart(bytes);
  if (start === '{' || start === '[') return 'json';
  if (start === '<') {
    throw notAWorkbook(
      'The file is an HTML or XML page',
      'It may be the error page of a failed download; or save it as XLSX or CSV in a spreadsheet program.',
    );
  }
  if (start === '%PDF') throw notAWorkbook('The file is a PDF document');
  return 'csv';
}

function zipFormat(zip: ZipArchive): WorkbookFormat {
  const names = new Set(zip.names.map((name) => name.toLowerCase()));
  if (names.has('xl/workbook.bin')) return 'xlsb';
  if (names.has('xl/workbook.xml')) return 'xlsx';
  if (names.has('mimetype') && names.has('content.xml')) {
    const mimetype = new TextDecoder().decode(zip.part('mimetype'));
    if (mimetype.startsWith('application/vnd.oasis.opendocument.spreadsheet')) return 'ods';
  }
  // The names above are a habit; what counts is the type that the package declares for its main part.
  const types = new TextDecoder().decode(zip.part('[Content_Types].xml') ?? new Uint8Array());
  if (/ms-excel\.sheet\.binary[^"']*\.main/.test(types)) return 'xlsb';
  if (/(spreadsheetml\.(sheet|template)|ms-excel\.(sheet|template|addin)\.macroEnabled)\.main/.test(types)) {
    return 'xlsx';
  }
  throw notAWorkbook('The file is a zip archive without a workbook in it', 'Unpack it first.');
}

/** The first character that is no blank, or a longer signature that begins there. */
function textStart(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe;
  const head = new TextDecoder(wide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(
    bytes.subarray(0, 1024),
  );
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
