import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Preset,
  type SheetContent,
  type WorkbookOptions,
  writeWorkbookFile,
} from '@stock-analyzer/fixtures';
import { generatedFiles } from '@stock-analyzer/tools/generated-files';
import { type PackedPart, packedParts } from './packed-parts';
import type { Count } from './task';

/** A generated workbook and what is in it, which the generator knows without reading. */
export interface BenchWorkbook {
  readonly name: WorkbookName;
  readonly path: string;
  /** Names of the 22 sheets that matter. */
  readonly wanted: readonly string[];
  /** What the wanted sheets hold, and what has to be inflated for them. */
  readonly wantedCount: Required<Count>;
  readonly parts: readonly PackedPart[];
  /** What all sheets hold. */
  readonly allCount: Count;
}

const PRESETS = {
  small: ['small', {}],
  mid: ['mid', {}],
  phantom34: ['mid', { phantomRows: true }],
  large: ['full', {}],
} satisfies Record<string, [Preset, Partial<WorkbookOptions>]>;

/** The names of the workbooks. That without phantom rows, to be compared with `phantom34`, is `mid`. */
export type WorkbookName = keyof typeof PRESETS;

const WANTED = 22;
const SHARED_PARTS = [
  '_rels/.rels',
  'xl/workbook.bin',
  'xl/_rels/workbook.bin.rels',
  'xl/sharedStrings.bin',
  'xl/styles.bin',
];

interface Known {
  readonly wanted: readonly string[];
  readonly wantedCount: Count;
  readonly allCount: Count;
}

/** The workbooks by name, made where they are not there yet. */
export async function benchWorkbooks(): Promise<Record<WorkbookName, BenchWorkbook>> {
  const folder = fileURLToPath(
    new URL('.cache/workbooks', import.meta.resolve('@stock-analyzer/xlsb/package.json')),
  );
  const names = Object.keys(PRESETS) as WorkbookName[];
  const files = names.flatMap((name) => [`${name}.xlsb`, `${name}.json`]);
  let known: Known;
  const paths = await generatedFiles(folder, files, (file, path) => {
    const [name, kind] = file.split('.') as [WorkbookName, string];
    if (kind === 'json') writeFileSync(path, JSON.stringify(known));
    else {
      console.log(`# making ${file}`);
      const [preset, changes] = PRESETS[name];
      known = knownOf(writeWorkbookFile(path, preset, changes).content.sheets);
    }
  });
  const workbooks = names.map((name, at): [WorkbookName, BenchWorkbook] => {
    const path = paths[2 * at]!;
    const { wanted, wantedCount, allCount }: Known = JSON.parse(readFileSync(paths[2 * at + 1]!, 'utf8'));
    const needed = new Set([
      ...SHARED_PARTS,
      ...wanted.map((_, index) => `xl/worksheets/sheet${index + 1}.bin`),
    ]);
    const parts = packedParts(path).filter((part) => needed.has(part.name));
    if (parts.length !== needed.size) throw new Error(`${path} lacks parts that a reader needs`);
    const bytes = parts.reduce((sum, part) => sum + part.size, 0);
    return [
      name,
      { name, path, wanted, parts, allCount, wantedCount: { ...wantedCount, bytes } as Required<Count> },
    ];
  });
  return Object.fromEntries(workbooks) as Record<WorkbookName, BenchWorkbook>;
}

function knownOf(sheets: readonly SheetContent[]): Known {
  const wanted = sheets.slice(0, WANTED);
  return { wanted: wanted.map(({ name }) => name), wantedCount: countOf(wanted), allCount: countOf(sheets) };
}

function countOf(sheets: readonly SheetContent[]): Count {
  let rows = 0;
  let cells = 0;
  let errors = 0;
  for (const sheet of sheets) {
    for (const row of sheet.rows) {
      let filled = 0;
      for (const cell of row.cells) {
        if (!cell || cell.value === null) continue;
        filled++;
        if (typeof cell.value === 'object') errors++;
      }
      if (filled > 0) rows++;
      cells += filled;
    }
  }
  return { rows, cells, errors };
}
