import { join } from 'node:path';
import { generatedFiles } from '../generated-files.mjs';
import { root } from '../workspace.mjs';

/** Where the generated workbooks are kept. */
export const sampleFolder = join(root, '.cache/sample');

/** By file name: the date that the week is of. */
const weeks = new Map(
  ['2025-10-03', '2025-10-10'].map((asOf) => [`Global_Scouter_${asOf.replaceAll('-', '')}.xlsb`, asOf]),
);

/**
 * Two consecutive weeks of invented figures, as workbooks of the real shape and middle size. They are made
 * once, and again when their generator has changed.
 *
 * @param {(text: string) => void} say
 * @returns {Promise<string[]>} their paths, the older one first.
 */
export function sampleWeeks(say) {
  return generatedFiles(sampleFolder, [...weeks.keys()], async (name, path) => {
    say(`Making .cache/sample/${name}`);
    const { writeWorkbookFile } = await import('@stock-analyzer/fixtures');
    writeWorkbookFile(path, 'mid', { asOf: weeks.get(name) ?? '' });
  });
}
