import { type Zippable, zipSync } from 'fflate';
import type { ReadLimits } from './limits';
import { checkManifest, checkRepeatedCells } from './ods';
import { slimBinarySheet } from './slim-bin';
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
const SHARED_STRINGS = /(^|\/)sharedstrings\.(xml|bin)$/i;
const OUTLINE = /^\[content_types\]\.xml$|^xl\/[^/]+\.(xml|bin)$|^xl\/_rels\/[^/]+\.rels$/i;

/** The parts of an XLSX or XLSB package. */
export function officeParts(zip: ZipArchive): PackageParts {
  const outline = zip.names.filter(
    (name) => OUTLINE.test(name) && !SHARED_STRINGS.test(name) && !/calcchain/i.test(name),
  );
  return {
    outline: () => store(partsOf(zip, outline)),
    withSheets(ids, begin) {
      const targets = sheetTargets(zip, outline);
      const found = ids.flatMap((id) => targets.get(id) ?? []);
      // A package laid out in an unusual way: let SheetJS find the sheets among all there are.
      const sheets = found.length === ids.length ? found : zip.names.filter((name) => SHEET.test(name));
      const strings = zip.names.filter((name) => SHARED_STRINGS.test(name));
      const parts = partsOf(zip, [...outline, ...strings]);
      sheets.forEach((name, index) => {
        if (sheets === found) begin(index);
        parts[name] = slim(name, zip.part(name)!);
      });
      return store(parts);
    },
  };
}

/** The parts of an OpenDocument spreadsheet: all its sheets stand in one. */
export function openDocumentParts(zip: ZipArchive, limits: ReadLimits): Uint8Array {
  const manifest = zip.part('META-INF/manifest.xml');
  if (manifest) checkManifest(manifest);
  const content = zip.part('content.xml');
  if (content) checkRepeatedCells(content, limits);
  const needed = /^(mimetype|META-INF\/manifest\.xml|content\.xml|styles\.xml)$/;
  return store(
    partsOf(
      zip,
      zip.names.filter((name) => needed.test(name)),
    ),
  );
}

/** Sheet parts by relationship id. */
function sheetTargets(zip: ZipArchive, outline: readonly string[]): Map<string, string> {
  const byLowerCase = new Map(zip.names.map((name) => [name.toLowerCase(), name]));
  const targets = new Map<string, string>();
  for (const name of outline) {
    if (!/_rels\/workbook[^/]*\.rels$/i.test(name)) continue;
    for (const [element] of new TextDecoder()
      .decode(zip.part(name))
      .matchAll(/<[^<>]*Relationship\s[^<>]*>/g)) {
      const id = element.match(/\sId\s*=\s*["']([^"']*)["']/)?.[1];
      const target = element.match(/\sTarget\s*=\s*["']([^"']*)["']/)?.[1];
      if (id === undefined || target === undefined) continue;
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^(\.\/)+/, '')}`;
      const part = byLowerCase.get(path.toLowerCase());
      if (part) targets.set(id, part);
    }
  }
  return targets;
}

function partsOf(zip: ZipArchive, names: readonly string[]): Zippable {
  // Without a prototype, since a part may be called __proto__.
  const parts: Zippable = Object.create(null);
  for (const name of names) parts[name] = zip.part(name)!;
  return parts;
}

function slim(name: string, part: Uint8Array): Uint8Array {
  return name.toLowerCase().endsWith('.bin') ? slimBinarySheet(part, name) : slimXmlSheet(part);
}

function store(parts: Zippable): Uint8Array {
  return zipSync(parts, { level: 0 });
}
