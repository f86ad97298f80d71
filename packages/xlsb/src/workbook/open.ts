import { checkAborted, damaged, placed, XlsbError } from '../errors';
import { type ByteSource, sourceOf, type XlsbInput } from '../input/byte-source';
import { defaultXlsbLimits, type XlsbLimits } from '../limits';
import type { Platform } from '../platform/platform';
import { beginsLikeZip, notXlsb, openArchive, structurePart, type ZipArchive } from '../zip/archive';
import type { ZipPart } from '../zip/part';
import { parseRelationships, type Relationship } from '../zip/relationships';
import { beginsLikeCompoundFile, holdsEncrypted } from './compound-file';
import { SharedParts } from './shared-parts';
import { XlsbSheet } from './sheet';
import { readBook } from './sheet-list';
import { XlsbWorkbook } from './workbook';

/** Options of {@link openXlsb}. */
export interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bounds on what a hostile file can cost; see {@link defaultXlsbLimits}. */
  readonly limits?: Partial<XlsbLimits> | undefined;
}

/** The first record of a workbook, which is empty: kind 131 in two bytes, and the size. */
const BEGIN_BOOK = [0x83, 0x01, 0x00];

/** What {@link openXlsb} does, on a platform. */
export async function openWorkbook(
  input: XlsbInput,
  platform: Platform,
  { signal, limits: own }: OpenOptions = {},
): Promise<XlsbWorkbook> {
  checkAborted(signal);
  return withSource(input, platform, async (source) => {
    const limits = { ...defaultXlsbLimits, ...own };
    const zip = await openArchive(source, platform, limits);
    checkAborted(signal);
    const part = await workbookPart(zip, limits);
    const bytes = await structurePart(zip, part, limits);
    checkIsBinary(bytes, part);
    const relationships = await relationshipsOf(zip, part, limits);
    checkAborted(signal);
    const { date1904, sheets } = readBook(bytes, part, limits);
    const shared = new SharedParts({ name: source.name, date1904, limits }, zip, relationships);
    const targets = new Map(relationships.map((each) => [each.id, each]));
    const taken = new Set<ZipPart>();
    return new XlsbWorkbook(
      shared.facts,
      sheets.map((listed, index) => {
        const target = targets.get(listed.relationship);
        let own = target && zip.part(target.part);
        // As entries do not share bytes, sheets share no part: thousands of one would make a small file take hours.
        if (own && taken.has(own)) own = undefined;
        if (own) taken.add(own);
        return new XlsbSheet(shared, index, listed, target, own);
      }),
      () => source.close(),
    );
  });
}

/** What {@link openZip} does, on a platform. */
export function openZipFile(
  input: XlsbInput,
  platform: Platform,
  { limits }: Pick<OpenOptions, 'limits'> = {},
): Promise<ZipArchive> {
  return withSource(input, platform, (source) =>
    openArchive(source, platform, { ...defaultXlsbLimits, ...limits }),
  );
}

/** Opens the source of an input, and closes it again if it turns out to be of no use. */
async function withSource<T>(
  input: XlsbInput,
  platform: Platform,
  open: (source: ByteSource) => Promise<T>,
): Promise<T> {
  const source = (await platform.openPath(input)) ?? sourceOf(input);
  try {
    await checkSignature(source);
    return await open(source);
  } catch (error) {
    await source.close();
    throw source.name === undefined ? error : placed(error, { file: source.name });
  }
}

async function checkSignature(source: ByteSource): Promise<void> {
  if (source.size === 0) throw notXlsb('The file is empty');
  const start = await source.read(0, Math.min(64, source.size));
  if (beginsLikeZip(start)) return;
  if (beginsLikeCompoundFile(start)) {
    if (await holdsEncrypted(source)) throw encrypted();
    throw notXlsb('The file is an old Office document, such as an XLS workbook');
  }
  const text = new TextDecoder().decode(start).trimStart();
  if (text.startsWith('<')) throw notXlsb('The file is an HTML or XML page');
  throw notXlsb('The file is no zip archive');
}

function encrypted(): XlsbError {
  return new XlsbError({
    code: 'ENCRYPTED',
    message: 'The workbook is protected by a password',
    advice: 'Save it without a password.',
  });
}

/** The package says where its main part is; nearly always it is xl/workbook.bin. */
async function workbookPart(zip: ZipArchive, limits: XlsbLimits): Promise<string> {
  const found = zip.part('_rels/.rels') && (await relationshipsOf(zip, '', limits));
  const part = found?.find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.bin';
  if (zip.part(part)) return part;
  if (zip.part('xl/workbook.xml')) throw notXlsb('The file is an XLSX workbook');
  if (found) throw damaged('A part of the workbook is missing', { part });
  throw notXlsb('The file is a zip archive without a workbook in it', 'Unpack it first.');
}

function checkIsBinary(bytes: Uint8Array, part: string): void {
  if (BEGIN_BOOK.every((byte, index) => bytes[index] === byte)) return;
  const text = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  if (text.startsWith('<')) throw notXlsb('The file is a workbook of XML, such as XLSX');
  throw damaged('The workbook does not begin as it should', { part, offset: 0 });
}

/** The relationships of a part, or of the package, which has no name. */
async function relationshipsOf(zip: ZipArchive, part: string, limits: XlsbLimits): Promise<Relationship[]> {
  const [, folder = '', name = part] = /^(?:(.*)\/)?([^/]*)$/s.exec(part) ?? [];
  const prefix = folder === '' ? '' : `${folder}/`;
  const rels = `${prefix}_rels/${name}.rels`;
  return parseRelationships(await structurePart(zip, rels, limits), rels, folder, limits);
}
