import { readWorkbook, type SheetInfo } from '@stock-analyzer/etl';
import { type Column, cellAt, type SheetTable } from '@stock-analyzer/schema';
import type { Command } from 'commander';
import { collect } from '../options';
import type { CommandContext } from '../program';
import { Progress } from '../terminal/progress';
import { tableText } from '../terminal/table-text';

interface InspectOptions {
  readonly sheet: string[];
  readonly json?: true;
}

/** What `inspect` tells of a column. */
interface ColumnFacts {
  readonly column: string;
  readonly type: Column['type'];
  readonly values: number;
  readonly errors: number;
  readonly format: string | null;
  readonly first: string;
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
      const progress = new Progress(terminal);
      const workbook = await readWorkbook(file, {
        sheets: wanted,
        signal: terminal.signal,
        onProgress: ({ step, sheet, done, total }) =>
          progress.show(`${step} ${sheet ?? ''} ${done} of ${total}`),
      }).finally(() => progress.end());
      const { format, sheets, tables, notes } = workbook;
      const read = tables.map((table) => ({ ...sizeOf(table), columns: table.columns.map(factsOf) }));
      if (json) {
        terminal.out(`${JSON.stringify({ file, format, sheets, read, notes }, null, 2)}\n`);
        return;
      }
      terminal.out(`${file}: ${format}, ${sheets.length} ${sheets.length === 1 ? 'sheet' : 'sheets'}\n\n`);
      terminal.out(tableText(['sheet', 'visibility', 'declared range'], sheets.map(sheetLine)));
      for (const { sheet, rows, firstRow, columns } of read) {
        terminal.out(`\n${terminal.color.bold(sheet)}: ${rows} rows from row ${firstRow}\n\n`);
        terminal.out(
          tableText(
            ['column', 'type', 'values', 'errors', 'format', 'first'],
            columns.map((facts) => [
              facts.column,
              facts.type,
              String(facts.values),
              String(facts.errors),
              facts.format ?? '',
              facts.first,
            ]),
          ),
        );
      }
      for (const note of notes)
        terminal.out(`\n${terminal.color.yellow(note.code)} ${note.message} (${note.count} times)\n`);
    });
}

function sheetLine({ name, visibility, declaredRange }: SheetInfo): string[] {
  return [name, visibility, declaredRange ?? ''];
}

function sizeOf({ name, rowCount, firstRow }: SheetTable) {
  return { sheet: name, rows: rowCount, firstRow };
}

function factsOf(column: Column): ColumnFacts {
  const values = column.validity.reduce((sum, valid) => sum + valid, 0);
  const first = column.validity.indexOf(1);
  return {
    column: column.name,
    type: column.type,
    values,
    errors: column.causes?.size ?? 0,
    format: column.formats?.common ?? null,
    first: first < 0 ? '' : String(cellAt(column, first)),
  };
}
