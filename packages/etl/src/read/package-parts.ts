import type { ZipArchive } from '@stock-analyzer/xlsb';
import { type Zippable, zipSync } from 'fflate';
import { partText } from './archive';
import type { ReadLimits } from './limits';
import { checkManifest, checkRepeatedCells } from './ods';
import { slimXmlSheet } from './slim-xml';

/**
 * The parts of a workbook's zip that matter, as a small zip of their own without compression. SheetJS by
 * itself would inflate every part, without bounds; this way it sees only what is wanted, checked and slim.
 */
export interface PackageParts {
  /** What names the sheets. No sheet and no shared string is in it. */
  outline(): Promise<Uint8Array>;
  /** The outline, the shared strings and the sheets with these relationship ids; `begin` is told each. */
  withSheets(ids: readonly string[], begin: (index: number) => void): Promise<Uint8Array>;
}

const SHEET = /(^|\/)(worksheets|chartsheets|dialogsheets|macrosheets)\/[^/]+\.xml$/i;
const OVERRIDE = /<(?:[\w.-]+:)?Override\b[^<>]*>/g;

/** A part that is needed beside the sheets. */
type NeededPart = 'workbook' | 'styles' | 'strings';

/** By the content type that the package declares for them. */
const TYPES: readonly (readonly [NeededPart, RegExp])[] = [
  ['workbook', /\.main\+xml$/],
  ['styles', /\.styles\+xml$/],
  ['strings', /\.sharedStrings\+xml$/],
];

/** The parts of an XLSX package. */
export async function officeParts(zip: ZipArchive): Promise<PackageParts> {
  const needed = new Map<string, NeededPart>();
  const need = (path: string, part: NeededPart) => {
    const name = zip.part(path)?.name;
    if (name !== undefined) needed.set(name, part);
  };
  need('xl/workbook.xml', 'workbook');

  // SheetJS insists on whatever is declared, so only what is needed stays declared.
  const types = (await partText(zip, '[Content_Types].xml')).replace(OVERRIDE, (element) => {
    const type = attribute(element, 'ContentType') ?? '';
    const part = TYPES.find(([, pattern]) => pattern.test(type))?.[0];
    if (part) need(attribute(element, 'PartName')?.replace(/^\//, '') ?? '', part);
    return part ? element : '';
  });

  async function partsOf(...wanted: readonly NeededPart[]): Promise<Zippable> {
    // Without a prototype, since a part may be called __proto__.
    const parts: Zippable = Object.create(null);
    parts['[Content_Types].xml'] = new TextEncoder().encode(types);
    const names = zip.names.filter(
      (name) => RELATIONSHIPS.test(name) || wanted.some((part) => part === needed.get(name)),
    );
    for (const name of names) parts[name] = await zip.part(name)!.bytes();
    return parts;
  }

  return {
    outline: async () => zipSync(await partsOf('workbook', 'styles'), { level: 0 }),
    async withSheets(ids, begin) {
      const targets = await sheetTargets(zip);
      const found = ids.flatMap((id) => targets.get(id) ?? []);
      // A package laid out in an unusual way: let SheetJS find the sheets among all there are.
      const sheets = found.length === ids.length ? found : zip.names.filter((name) => SHEET.test(name));
      const parts = await partsOf('workbook', 'styles', 'strings');
      for (const [index, name] of sheets.entries()) {
        if (sheets === found) begin(index);
        parts[name] = slimXmlSheet(await zip.part(name)!.bytes());
      }
      return zipSync(parts, { level: 0 });
    },
  };
}

/** The parts of an OpenDocument spreadsheet: all its sheets stand in one. */
export async function openDocumentParts(zip: ZipArchive, limits: ReadLimits): Promise<Uint8Array> {
  checkManifest(await partText(zip, 'META-INF/manifest.xml'));
  const parts: Zippable = Object.create(null);
  for (const name of ['mimetype', 'META-INF/manifest.xml', 'content.xml', 'styles.xml']) {
    const bytes = await zip.part(name)?.bytes();
    if (!bytes) continue;
    if (name === 'content.xml') checkRepeatedCells(bytes, limits);
    parts[name] = bytes;
  }
  return zipSync(parts, { level: 0 });
}

const RELATIONSHIPS = /(^|\/)_rels\/workbook[^/]*\.rels$/i;

/** Sheet parts by relationship id. */
async function sheetTargets(zip: ZipArchive): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  for (const name of zip.names) {
    if (!RELATIONSHIPS.test(name)) continue;
    const text = await partText(zip, name);
    for (const [element] of text.matchAll(/<(?:[\w.-]+:)?Relationship\b[^<>]*>/g)) {
      const id = attribute(element, 'Id');
      const target = attribute(element, 'Target');
      if (id === undefined || target === undefined) continue;
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^(\.\/)+/, '')}`;
      const part = zip.part(path)?.name;
      if (part !== undefined) targets.set(id, part);
    }
  }
  return targets;
}

function attribute(element: string, name: string): string | undefined {
  return element.match(new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`))?.[1];
}
