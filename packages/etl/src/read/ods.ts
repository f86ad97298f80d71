import { EtlError } from '../errors';
import { type ReadLimits, tooLarge } from './limits';

const ROW_OR_CELL = /<(?:[\w-]+:)?table-(row|cell)\b([^<>]*)>/g;

/**
 * ODS writes repeated cells once, with counts. The parser unrolls them, so an honest-looking kilobyte could
 * ask for billions of cells; this adds them up first.
 *
 * @throws EtlError `TOO_LARGE`
 */
export function checkRepeatedCells(content: Uint8Array, limits: ReadLimits): void {
  const text = new TextDecoder().decode(content);
  let rows = 1;
  let cells = 0;
  for (const [, element, attributes] of text.matchAll(ROW_OR_CELL)) {
    if (element === 'row') rows = repeated(attributes!, 'rows');
    else if (!attributes!.endsWith('/')) cells += rows * repeated(attributes!, 'columns');
    if (cells > limits.cells) throw tooLarge('The sheets unroll to too many cells', 'cells', limits);
  }
}

/** @throws EtlError `ENCRYPTED` if the manifest says that a part is encrypted */
export function checkManifest(manifest: string): void {
  if (!/<(?:[\w-]+:)?encryption-data\b/.test(manifest)) return;
  throw new EtlError({
    code: 'ENCRYPTED',
    message: 'The workbook is protected by a password',
    advice: 'Save it without a password.',
  });
}

function repeated(attributes: string, what: 'rows' | 'columns'): number {
  const count = attributes.match(new RegExp(`number-${what}-repeated\\s*=\\s*["'](\\d+)["']`))?.[1];
  return count ? Number(count) : 1;
}
