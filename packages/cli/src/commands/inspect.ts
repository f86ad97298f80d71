import { plainText, textTable } from '@stock-analyzer/correction';
import { readWorkbook, type Workbook } from '@stock-analyzer/etl';
import { type Column, cellAt, type SheetTable } from '@stock-analyzer/schema';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context';
import { printNotes } from '../notes';
import { collect } from '../options';
import { Progress } from '../terminal/progress';
import type { Terminal } from '../terminal/terminal';
import { bytes, count, counted, printJson } from '../terminal/text';
import { readingText } from '../week-progress';

interface InspectOptions {
  readonly sheet: string[];
  readonly json?: true;
}

/** What `inspect` tells of a sheet that was read. */
interface SheetFacts {
  readonly sheet: string;
  readonly rows: number;
  readonly first_row: number;
  /** Rows of the file without a value; null where that is not known. */
  readonly blank_rows: number | null;
  readonly columns: readonly ColumnFacts[];
}

interface ColumnFacts {
  readonly column: string;
  readonly type: Column['type'];
  readonly values: number;
  /** Cells with an error instead of a value. */
  readonly errors: number;
  /** The usual number format. */
  readonly format: string | null;
  /** The first value, as text. */
  readonly first: string | null;
}

/** `inspect FILE`: what is in a workbook, before anything is made of it. */
export function addInspect(program: Command, { terminal }: CommandContext): void {
  program
    .command('inspect')
    .argument('<file>', 'the workbook: XLSB, XLSX, XLS, ODS, CSV or JSON')
    .description('list the sheets of a workbook, and the columns of those that you name')
    .option('-s, --sheet <name>', 'look into this sheet (repeatable)', collect, [])
    .option('--json', 'print as JSON')
    .addHelpText(
      'after',
      `
Examples:
  stock-analyzer inspect Global_Scouter_20251010.xlsb
  stock-analyzer inspect Global_Scouter_20251010.xlsb --sheet M_Company --json`,
    )
    .action(async (file: string, { sheet: wanted, json }: InspectOptions) => {
      const workbook = await Progress.of(terminal, (progress) =>
        readWorkbook(file, {
          sheets: wanted,
          declaredRanges: true,
          signal: terminal.signal,
          onProgress: (at) => progress.show(readingText(at)),
        }),
      );
      const read = workbook.tables.map(factsOf);
      const { format, sheets, notes } = workbook;
      if (json) printJson(terminal, { file, format, sheets, read, notes });
      else printWorkbook(file, workbook, read, terminal);
    });
}

function printWorkbook(
  file: string,
  { format, sheets, notes }: Workbook,
  read: readonly SheetFacts[],
  terminal: Terminal,
): void {
  const { out, color } = terminal;
  const hasSizes = sheets.some(({ size }) => size !== undefined);
  const hasRanges = sheets.some(({ declaredRange }) => declaredRange !== undefined);
  const print = (lines: readonly string[]) => out(`${lines.join('\n')}\n`);
  print([`${color.bold(plainText(file))}: ${format.toUpperCase()}, ${counted(sheets.length, 'sheets')}`, '']);
  print(
    textTable(
      [
        { title: 'sheet' },
        { title: 'visibility' },
        ...(hasSizes ? [{ title: 'size', align: 'right' as const }] : []),
        ...(hasRanges ? [{ title: 'declared range' }] : []),
      ],
      sheets.map(({ name, visibility, size, declaredRange }) => [
        name,
        visibility,
        ...(hasSizes ? [size === undefined ? '' : bytes(size)] : []),
        ...(hasRanges ? [declaredRange ?? ''] : []),
      ]),
    ),
  );
  for (const { sheet, rows, first_row, blank_rows, columns } of read) {
    const blank = blank_rows === null ? '' : `, ${counted(blank_rows, 'blank rows')} in the file`;
    print([
      '',
      `${color.bold(plainText(sheet))}: ${counted(rows, 'rows')} from row ${first_row}${blank}`,
      '',
    ]);
    print(
      textTable(
        [
          { title: 'column' },
          { title: 'type' },
          { title: 'values', align: 'right' },
          { title: 'errors', align: 'right' },
          { title: 'format' },
          { title: 'first' },
        ],
        columns.map(({ column, type, values, errors, format: cells, first }) => [
          column,
          type,
          count(values),
          count(errors),
          cells ?? '',
          first ?? '',
        ]),
      ),
    );
  }
  printNotes(notes, terminal);
}

function factsOf({ name, rowCount, firstRow, blankRows, columns }: SheetTable): SheetFacts {
  return {
    sheet: name,
    rows: rowCount,
    first_row: firstRow,
    blank_rows: blankRows ?? null,
    columns: columns.map(columnFacts),
  };
}

function columnFacts(column: Column): ColumnFacts {
  const first = column.validity.indexOf(1);
  return {
    column: column.name,
    type: column.type,
    values: column.validity.reduce((sum, valid) => sum + valid, 0),
    errors: column.causes?.size ?? 0,
    format: column.formats?.common ?? null,
    first: first < 0 ? null : String(cellAt(column, first)),
  };
}
