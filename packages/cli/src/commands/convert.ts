import { basename, join, parse } from 'node:path';
import { plainText, textTable } from '@stock-analyzer/correction';
import { readWorkbook, type TableForm, tableText, uniqueFileName, type Workbook } from '@stock-analyzer/etl';
import type { SheetTable } from '@stock-analyzer/schema';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../command-context';
import { printNotes } from '../notes';
import { sheetPattern } from '../sheet-pattern';
import { Progress } from '../terminal/progress';
import type { Terminal } from '../terminal/terminal';
import { count, counted, printJson } from '../terminal/text';
import { readingText } from '../week-progress';
import { makeFolder, writeWhole } from '../write-whole';

interface ConvertOptions {
  readonly sheets?: string[];
  readonly to: TableForm;
  readonly out?: string;
  readonly json?: true;
}

/** What `convert` tells of a file that it wrote. */
interface WrittenSheet {
  readonly sheet: string;
  /** The file's path. */
  readonly file: string;
  readonly rows: number;
  readonly columns: number;
  /** Cells with an error instead of a value. */
  readonly errors: number;
}

const EXTENSIONS: Readonly<Record<TableForm, string>> = {
  csv: '.csv',
  json: '.json',
  columns: '.columns.json',
};

/** Sheet names of Excel have 31 characters at most. */
const LONGEST_NAME = 80;

/** `convert FILE`: the sheets of a workbook as files, as they stand. */
export function addConvert(program: Command, { terminal }: CommandContext): void {
  program
    .command('convert')
    .argument('<file>', 'the workbook: XLSB, XLSX, XLS, ODS, CSV or JSON')
    .description('turn the sheets of a workbook into files, one a sheet, values as they are stored')
    .option(
      '-s, --sheets <names...>',
      'only these sheets; in a name * stands for any text and ? for a character',
    )
    .addOption(
      new Option('-t, --to <form>', 'what the files are')
        .choices(['csv', 'json', 'columns'])
        .makeOptionMandatory(),
    )
    .option('-o, --out <folder>', 'write into this folder (default: one called like the file, here)')
    .option('--json', 'print what was written as JSON')
    .addHelpText(
      'after',
      `
Without --sheets all sheets are converted, hidden ones too. A file is replaced as a whole or not at all.

  csv      the cells from A1 on, with errors such as #N/A as text; a text that a spreadsheet would take for a
           formula gets an apostrophe in front
  json     the same as an array of rows; blank is null, an error is {"error":"#N/A"}
  columns  typed columns with dictionaries, errors and number formats, as JSON without loss

Dates are the serial numbers that they are; their number formats are in columns.

Examples:
  stock-analyzer convert Global_Scouter_20251010.xlsb --to csv --sheets M_Company A_Company
  stock-analyzer convert Global_Scouter_20251010.xlsb --to columns --sheets 'T_*' --out tables`,
    )
    .action((file: string, options: ConvertOptions) => convert(file, options, terminal));
}

async function convert(file: string, options: ConvertOptions, terminal: Terminal): Promise<void> {
  const { to, out = parse(file).name } = options;
  const taken = new Set<string>();
  const written: WrittenSheet[] = [];
  const { signal } = terminal;
  const write = async (table: SheetTable, { date1904 }: Pick<Workbook, 'date1904'>) => {
    if (written.length === 0) await makeFolder(out);
    const path = join(out, `${uniqueFileName(table.name, taken)}${EXTENSIONS[to]}`);
    await writeWhole(path, tableText(table, to, date1904), signal);
    written.push(writtenSheet(table, path));
  };
  const { format, notes } = await Progress.of(terminal, (progress) =>
    readWorkbook(file, {
      ...(options.sheets && { sheets: options.sheets.map(sheetPattern) }),
      signal,
      onProgress: (at) => progress.show(readingText(at)),
      onTable: write,
    }),
  );
  if (options.json) printJson(terminal, { file, format, to, out, written, notes });
  else {
    printWritten(written, out, terminal);
    printNotes(notes, terminal);
  }
}

function writtenSheet({ name, rowCount, columns }: SheetTable, path: string): WrittenSheet {
  const errors = columns.reduce((sum, { causes }) => sum + (causes?.size ?? 0), 0);
  return { sheet: name, file: path, rows: rowCount, columns: columns.length, errors };
}

function printWritten(written: readonly WrittenSheet[], folder: string, { out, color }: Terminal): void {
  const lines = textTable(
    [
      { title: 'sheet' },
      { title: 'rows', align: 'right' },
      { title: 'columns', align: 'right' },
      { title: 'errors', align: 'right' },
      { title: 'file', widest: LONGEST_NAME },
    ],
    written.map(({ sheet, rows, columns, errors, file }) => [
      sheet,
      count(rows),
      count(columns),
      count(errors),
      basename(file),
    ]),
  );
  out(`${lines.join('\n')}\n\n${counted(written.length, 'files')} in ${color.cyan(plainText(folder))}\n`);
}
