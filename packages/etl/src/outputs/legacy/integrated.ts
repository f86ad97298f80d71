import { inBraces, memberWriter, recordPieces } from '@stock-analyzer/schema/json';
import type { ReleaseFile } from '../../release/release-folder';
import type { ParsedSheet } from '../../transform/sheet';
import type { LegacyInput } from './summary';

type Category = 'main' | 'technical' | 'analysis' | 'market' | 'indicators';

/** `global_scouter_integrated.json`: every table of the week in one file, by category and sheet. */
export function integratedFile(input: LegacyInput): ReleaseFile {
  return { path: 'global_scouter_integrated.json', data: pieces(input), fixed: true };
}

function* pieces({ dataset, sheets, stamp, columnsOf, text, texts }: LegacyInput): Iterable<Uint8Array> {
  const tables = sheets.filter(({ role }) => role !== 'free');
  const categories = new Map<Category, ParsedSheet[]>();
  for (const sheet of tables) {
    const category = categoryOf(sheet.id ?? sheet.sheet);
    categories.set(category, [...(categories.get(category) ?? []), sheet]);
  }
  const metadata = {
    ...stamp,
    source: dataset.provenance.file,
    update_timestamp: stamp.generated_at,
    as_of: dataset.asOf,
    categories: Object.fromEntries([...categories].map(([category, own]) => [category, own.map(nameOf)])),
    total_files: tables.length,
    units: { percentages: 'fraction', dates: 'Excel serial, 1900 system' },
  };
  const membersOf = (sheet: ParsedSheet) =>
    memberWriter(
      columnsOf(sheet).map(({ column }) => column),
      { texts },
    );
  text.put(`{\n"metadata":${JSON.stringify(metadata)},\n"data":{`);
  for (const [at, [category, own]] of [...categories].entries()) {
    text.put(`${at > 0 ? ',\n' : ''}${JSON.stringify(category)}:{`);
    for (const [index, sheet] of own.entries()) {
      text.put(`${index > 0 ? ',\n' : ''}${JSON.stringify(nameOf(sheet))}:[\n`);
      yield* recordPieces(sheet.table.rowCount, inBraces(membersOf(sheet)), text, ',\n');
      text.put('\n]');
    }
    text.put('}');
  }
  text.put('}}\n');
  yield text.take();
}

/** Files, and so the pages, write `_` for the spaces of sheet names. */
function nameOf({ id, sheet }: ParsedSheet): string {
  return (id ?? sheet).replaceAll(' ', '_');
}

function categoryOf(name: string): Category {
  if (name === 'M_Company' || name === 'A_Company') return 'main';
  if (name.startsWith('E_')) return 'indicators';
  if (name.startsWith('T_')) return 'technical';
  return name.startsWith('A_') || name.startsWith('S_') ? 'analysis' : 'market';
}
