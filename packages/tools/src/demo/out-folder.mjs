import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFolder } from './sample.mjs';

/**
 * Where a demonstration writes: `data`, unless weeks of the other kind are there already. A week is compared
 * with the one before and a newer one replaces it, which must not happen between invented figures and real ones.
 *
 * @param {'sample' | 'own'} kind
 */
export function outFolder(kind) {
  return kindsIn('data').has(kind === 'sample' ? 'own' : 'sample') ? `data/${kind}` : 'data';
}

/** @param {string} out @returns {Set<'sample' | 'own'>} what the releases in an output folder were made from. */
function kindsIn(out) {
  const releases = join(out, 'releases');
  /** @type {Set<'sample' | 'own'>} */
  const kinds = new Set();
  if (!existsSync(releases)) return kinds;
  for (const release of readdirSync(releases)) {
    const record = join(releases, release, 'run.json');
    if (!existsSync(record)) continue;
    const path = JSON.parse(readFileSync(record, 'utf8')).source.path ?? '';
    kinds.add(path.startsWith(join(sampleFolder, '/')) ? 'sample' : 'own');
  }
  return kinds;
}
