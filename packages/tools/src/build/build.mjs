import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtEntries, root, workspacePackages } from '../workspace.mjs';
import { readStamp, sourceHash, writeStamp } from './stamp.mjs';
import { tsupOptions } from './tsup-options.mjs';

/**
 * Builds what is not up to date, into each package's `dist`.
 *
 * @param {object} [options]
 * @param {boolean} [options.types] Declarations too: slow, needed for packing only.
 * @param {string} [options.within] Only the package that this folder lies in.
 * @returns {Promise<{ built: string[], problems: string[] }>} names of the packages that were built, and what
 * went wrong with others.
 */
export async function build({ types = false, within = root } = {}) {
  const packages = workspacePackages().filter((item) => builtEntries(item).length > 0);
  const only = packages.find((item) => within === item.dir || within.startsWith(`${item.dir}/`));
  /** @type {Map<string, string>} */
  const hashes = new Map();
  const built = [];
  const problems = [];
  for (const item of packages) {
    if (!only || item === only) await generate(item);
    const hash = sourceHash(item);
    const typesHash = sourceHash(
      item,
      item.uses.map((name) => hashes.get(name) ?? name),
    );
    hashes.set(item.name, typesHash);
    if (only && item !== only) continue;
    try {
      // One file holds other packages too.
      const js = item.entries.some(({ bundled }) => bundled) ? typesHash : hash;
      if (await buildPackage(item, { js, types: types ? typesHash : undefined })) built.push(item.name);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { built, problems };
}

/**
 * Writes the sources that a package derives from other packages, where they are no longer as they have to be.
 *
 * @param {import('../workspace.mjs').Package} item
 */
async function generate(item) {
  const generator = join(item.dir, 'generate.mjs');
  if (!existsSync(generator)) return;
  /** @type {{ generatedSources: () => { path: string, text: string }[] }} */
  const { generatedSources } = await import(pathToFileURL(generator).href);
  for (const { path, text } of generatedSources()) {
    const target = join(item.dir, path);
    if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
  }
}

/**
 * @param {import('../workspace.mjs').Package} item
 * @param {{ js: string, types: string | undefined }} wanted
 */
async function buildPackage(item, wanted) {
  let stamp = readStamp(item);
  if (stamp.js === wanted.js && (!wanted.types || stamp.types === wanted.types)) return false;
  for (const entry of builtEntries(item)) {
    if (!existsSync(join(item.dir, entry.source))) {
      throw new Error(`${item.name} declares the entry ${entry.subpath}, but ${entry.source} does not exist`);
    }
  }
  if (stamp.js !== wanted.js) {
    rmSync(join(item.dir, 'dist'), { recursive: true, force: true });
    await runTsup(item, 'js');
    stamp = { js: wanted.js };
    writeStamp(item, stamp);
  }
  if (wanted.types && stamp.types !== wanted.types) {
    await runTsup(item, 'types');
    writeStamp(item, { js: wanted.js, types: wanted.types });
  }
  return true;
}

/**
 * tsup has no option for the folder to work in, so the process goes there.
 *
 * @param {import('../workspace.mjs').Package} item @param {'js' | 'types'} part
 */
async function runTsup(item, part) {
  const tsup = await import('tsup');
  const before = process.cwd();
  process.chdir(item.dir);
  try {
    for (const options of tsupOptions(builtEntries(item), part)) await tsup.build(options);
  } catch (cause) {
    throw new Error(`Building ${item.name} (${part}) failed: see above`, { cause });
  } finally {
    process.chdir(before);
  }
}
