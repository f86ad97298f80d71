import { plainText } from '@stock-analyzer/correction';
import type { ReadNote } from '@stock-analyzer/etl';
import type { Terminal } from './terminal/terminal';
import { counted } from './terminal/text';

/** Tells what was odd in a file that was read. */
export function printNotes(notes: readonly ReadNote[], { out, color }: Terminal): void {
  for (const { code, message, count } of notes) {
    out(`\n${color.yellow(code)} ${plainText(message)} (${counted(count, 'times')})\n`);
  }
}
