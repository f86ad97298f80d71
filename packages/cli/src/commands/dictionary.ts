import { companySchema } from '@stock-analyzer/schema';
import { toDictionary } from '@stock-analyzer/schema/dictionary';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context';
import { languageOption } from '../options';
import { printJson } from '../terminal/text';

/** `dictionary`: what the fields mean. */
export function addDictionary(program: Command, { terminal }: CommandContext): void {
  program
    .command('dictionary')
    .description('print the data dictionary: every field, its unit, meaning, range and names')
    .addOption(languageOption())
    .option('--json', 'print the field definitions as JSON')
    .addHelpText(
      'after',
      `
Examples:
  stock-analyzer dictionary > data-dictionary.md
  stock-analyzer dictionary --json`,
    )
    .action(({ language, json }: { language: 'en' | 'ko'; json?: true }) => {
      if (json) printJson(terminal, companySchema.fields);
      else terminal.out(toDictionary(companySchema, { language }));
    });
}
