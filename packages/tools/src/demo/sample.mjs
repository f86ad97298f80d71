import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceHash } from '../build/stamp.mjs';
import { root, workspacePackages } from '../workspace.mjs';

/** Where the generated workbooks are kept. */
export const sampleFolder = join(root, '.cache/sample');

const weeks = ['2025-10-03', '2025-10-10'];

/**
 * Two consecutive weeks of invented figures, as workbooks of the real shape and middle size. They are made
 * once, and again when their generator has changed.
 *
 * @param {(text: string) => void} say
 * @returns {Promise<string[]>} their paths, the older one first.
 */
export async function sampleWeeks(say) {
  mkdirSync(sampleFolder, { recursive: true });
  const paths = weeks.map((asOf) => join(sampleFolder, `Global_Scouter_${asOf.replaceAll('-', '')}.xlsb`));
  const generator = workspacePackages().find(({ folder }) => folder === 'fixtures');
  const madeBy = generator ? sourceHash(generator) : '';
  const stamp = join(sampleFolder, 'made-by.txt');
  const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === madeBy;
  if (isFresh && paths.every((path) => existsSync(path))) return paths;

  const { writeWorkbookFile } = await import('@stock-analyzer/fixtures');
  for (const [at, path] of paths.entries()) {
    say(`Making ${path.slice(root.length + 1)}`);
    writeWorkbookFile(`${path}.tmp`, 'mid', { asOf: weeks[at] ?? '' });
    renameSync(`${path}.tmp`, path);
  }
  writeFileSync(stamp, madeBy);
  return paths;
}
