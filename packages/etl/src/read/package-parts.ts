import { type Zippable, zipSync } from 'fflate';
import type { ReadLimits } from './limits';
import { checkManifest, checkRepeatedCells } from './ods';
import { type BinaryPart, slimBinary } from './slim-bin';
import { slimXmlSheet } from './slim-xml';
import type { ZipArchive } from './zip';

/**
 * The parts of a workbook's zip that matter, as a small zip of their own without compression. SheetJS by
 * itself would inflate every part, without bounds; this way it sees only what is wanted, checked and slim.
 */
export interface PackageParts {
  /** What names the sheets. No sheet and no shared string is in it. */
  outline(): Uint8Array;
  /** The outline, the shared strings and the sheets with these relationship ids; `begin` is told each. */
  withSheets(ids: readonly string[], begin: (index: number) => void): Uint8Array;
}

const SHEET = /(^|\/)(worksheets|chartsheets|dialogsheets|macrosheets)\/[^/]+\.(xml|bin)$/i;
const OVERRIDE = /<(?:[\w.-]+:)?Override\b[^<>]*>/g;

/** The parts that are needed beside the sheets, by the content type that the package declares for them. */
const TYPES: readonly (readonly [BinaryPart, RegExp])[] = [
  ['workbook', /\.main(\+xml)?$/],
  ['styles', /\.styles(\+xml)?$/],
  ['strings', /\.sharedStrings(\+xml)?$/],
];

/** The parts of an XLSX or XLSB package. */
export function officeParts(zip: ZipArchive): PackageParts {
  const byLowerCase = new Map(zip.names.map((name) => [name.toLowerCase(), name]));
  const needed = new Map<string, BinaryPart>();
  const need = (path: string, part: BinaryPart) => {
    const name = byLowerCase.get(path.toLowerCase());
    if (name !== undefined) needed.set(name, part);
  };
  for (const extension of ['xml', 'bin']) need(`xl/workbook.${extension}`, 'workbook');

  // SheetJS insists on whatever is declared, so only what is needed stays declared.
  const types = new TextDecoder().decode(zip.part('[Content_Types].xml')).replace(OVERRIDE, (element) => {
    const type = attribute(element, 'ContentType') ?? '';
    const part = TYPES.find(([, pattern]) => pattern.test(type))?.[0];
    if (part) need(attribute(element, 'PartName')?.replace(/^\//, '') ?? '', part);
    return part ? element : '';
  });

  function partsOf(...wanted: readonly BinaryPart[]): Zippable {
    // Without a prototype, since a part may be called __proto__.
    const parts: Zippable = Object.create(null);
    parts['[Content_Types].xml'] = new TextEncoder().encode(types);
    for (const name of zip.names) if (RELATIONSHIPS.test(name)) parts[name] = zip.part(name)!;
    for (const [name, part] of needed)
      if (wanted.includes(part)) parts[name] = slim(name, part, zip.part(name)!);
    return parts;
  }

  return {
    outline: () => zipSync(partsOf('workbook', 'styles'), { level: 0 }),
    withSheets(ids, begin) {
      const targets = sheetTargets(zip, byLowerCase);
      const found = ids.flatMap((id) => targets.get(id) ?? []);
      // A package laid out in an unusual way: let SheetJS find the sheets among all there are.
      const sheets = found.length === ids.length ? found : zip.names.filter((name) => SHEET.test(name));
      const parts = partsOf('workbook', 'styles', 'strings');
      sheets.forEach((name, index) => {
        if (sheets === found) begin(index);
        parts[name] = slim(name, 'sheet', zip.part(name)!);
      });
      return zipSync(parts, { level: 0 });
    },
  };
}

/** The parts of an OpenDocument spreadsheet: all its sheets stand in one. */
export function openDocumentParts(zip: ZipArchive, limits: ReadLimits): Uint8Array {
  const manifest = zip.part('META-INF/manifest.xml');
  if (manifest) checkManifest(manifest);
  const content = zip.part('content.xml');
  if (content) checkRepeatedCells(content, limits);
  const parts: Zippable = Object.create(null);
  for (const name of ['mimetype', 'META-INF/manifest.xml', 'content.xml', 'styles.xml']) {
    const part = zip.part(name);
    if (part) parts[name] = part;
  }
  return zipSync(parts, { level: 0 });
}

const RELATIONSHIPS = /(^|\/)_rels\/workbook[^/]*\.rels$/i;

/** Sheet parts by relationship id. */
function sheetTargets(zip: ZipArchive, byLowerCase: ReadonlyMap<string, string>): Map<string, string> {
  const targets = new Map<string, string>();
  for (const name of zip.names) {
    if (!RELATIONSHIPS.test(name)) continue;
    const text = new TextDecoder().decode(zip.part(name));
    for (const [element] of text.matchAll(/<(?:[\w.-]+:)?Relationship\b[^<>]*>/g)) {
      const id = attribute(element, 'Id');
      const target = attribute(element, 'Target');
      if (id === undefined || target === undefined) continue;
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^(\.\/)+/, '')}`;
      const part = byLowerCase.get(path.toLowerCase());
      if (part !== undefined) targets.set(id, part);
    }
  }
  return targets;
}

function attribute(element: string, name: string): string | undefined {
  return element.match(new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`))?.[1];
}

function slim(name: string, part: BinaryPart, bytes: Uint8Array): Uint8Array {
  if (name.toLowerCase().endsWith('.bin')) return slimBinary(bytes, part, name);
  return part === 'sheet' ? slimXmlSheet(bytes) : bytes;
}
