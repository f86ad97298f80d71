import { Command } from 'commander';
import manifest from '../package.json';
import type { CommandContext } from './command-context';
import { addApprove } from './commands/approve';
import { addConvert } from './commands/convert';
import { addCorrect } from './commands/correct';
import { addDictionary } from './commands/dictionary';
import { addInspect } from './commands/inspect';
import { addReport } from './commands/report';
import { addReview } from './commands/review';
import { addRollback } from './commands/rollback';
import { addRun } from './commands/run';
import { addValidate } from './commands/validate';
import type { Terminal } from './terminal/terminal';

const EXIT_CODES = `
Exit codes: 0 done, 1 error, 2 wrong usage, 3 held for approval, 4 refused by the gate or invalid data,
5 unusable input, 6 busy (try again), 130 interrupted. With --json an error is JSON on standard output too.`;

/** The whole command line. */
export function makeProgram(terminal: Terminal, exitWith: CommandContext['exitWith']): Command {
  const program = new Command('stock-analyzer')
    .description('A weekly stock workbook in; checked, corrected and documented data out.')
    .version(manifest.version)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('(add --help for the options)')
    .addHelpText('afterAll', EXIT_CODES);
  const context: CommandContext = { terminal, exitWith };
  for (const add of [
    addRun,
    addInspect,
    addConvert,
    addValidate,
    addCorrect,
    addReview,
    addApprove,
    addRollback,
    addReport,
    addDictionary,
  ]) {
    add(program, context);
  }
  return program;
}
