import { companySchema } from '@stock-analyzer/schema';
import { toDictionary } from '@stock-analyzer/schema/dictionary';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../program';

/** `dictionary`: what the fields mean. */
export function addDictionary(program: Command, { terminal }: CommandContext): void {
  program
    .command('dictionary')
    .description('print the data dictionary: every field, its unit, meaning, range and names')
    .addOption(new Option('-l, --language <language>', 'of meanings').choices(['en', 'ko']).default('en'))
    .option('--json', 'print the field definitions as JSON')
    .addHelpText(
      'after',
      `
Examples:
  stock-analyzer dictionary > data-dictionary.md
  stock-analyzer dictionary --json`,
    )
    .action(({ language, json }: { language: 'en' | 'ko'; json?: true }) => {
      terminal.out(
        json
          ? `${JSON.stringify(companySchema.fields, null, 2)}\n`
          : toDictionary(companySchema, { language }),
      );
    });
}
