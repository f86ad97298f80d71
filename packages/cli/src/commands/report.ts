import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findReport } from '@stock-analyzer/etl';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../command-context';

interface ReportCommandOptions {
  readonly out: string;
  readonly format: 'html' | 'md' | 'json';
}

/** `report [ID]`: where the quality report of a release or run is, or its text. */
export function addReport(program: Command, { terminal }: CommandContext): void {
  program
    .command('report')
    .argument('[id]', 'id of a release or of a held or refused run; default: the current release')
    .description('print the quality report of a release or run')
    .option('-o, --out <folder>', 'output folder', 'data')
    .addOption(
      new Option('-f, --format <format>', 'html prints the path of the page, md and json print the report')
        .choices(['html', 'md', 'json'])
        .default('html'),
    )
    .option('--json', 'the same as --format json')
    .addHelpText(
      'after',
      `
Examples:
  stock-analyzer report
  stock-analyzer report 2025-10-10-0a9f3c11 --format md`,
    )
    .action(async (id: string | undefined, options: ReportCommandOptions & { json?: true }) => {
      const format = options.json ? 'json' : options.format;
      const path = await findReport(options.out, id, format);
      terminal.out(format === 'html' ? `${resolve(path)}\n` : await readFile(path, 'utf8'));
    });
}
