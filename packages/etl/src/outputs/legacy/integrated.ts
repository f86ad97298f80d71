import type { ReleaseFile } from '../../release/release-folder';
import type { ParsedSheet } from '../../transform/sheet';
import { legacyColumns, legacyWriter } from './columns';
import type { LegacyInput } from './summary';

type Category = 'main' | 'technical' | 'analysis' | 'market' | 'indicators';

/** `global_scouter_integrated.json`: every table of the week in one file, by category and sheet. */
export function integratedFile({ dataset, sheets, stamp }: LegacyInput): ReleaseFile {
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
  const data = [...categories].map(([category, own]) => {
    const texts = own.map((sheet) => {
      const members = legacyWriter(legacyColumns(sheet, dataset));
      const records = Array.from({ length: sheet.table.rowCount }, (_, row) => `{${members(row)}}`);
      return `${JSON.stringify(nameOf(sheet))}:[\n${records.join(',\n')}\n]`;
    });
    return `${JSON.stringify(category)}:{${texts.join(',\n')}}`;
  });
  const text = `{\n"metadata":${JSON.stringify(metadata)},\n"data":{${data.join(',\n')}}}\n`;
  return { path: 'global_scouter_integrated.json', data: text, fixed: true };
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
