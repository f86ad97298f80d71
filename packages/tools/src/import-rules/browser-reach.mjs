import { posix } from 'node:path';
import { nodeOnlyPackages, runsIn } from '../architecture.mjs';

/** @typedef {import('./graph.mjs').Graph} Graph */

/**
 * Node-only imports that can be reached, at run time, from an entry that says it runs everywhere. Lazy
 * imports count: a bundler follows them too.
 *
 * @param {Graph} graph
 * @param {Pick<import('../workspace.mjs').Package, 'name' | 'folder' | 'entries'>[]} packages
 * @returns {string[]} problems, each with the way from the entry.
 */
export function browserProblems(graph, packages) {
  return packages.flatMap(({ name, folder, entries }) =>
    entries
      .filter((entry) => runsIn(folder, entry) === 'everywhere')
      .flatMap(({ subpath, source }) => {
        const entry = posix.join(name, subpath);
        return nodeOnlyWays(graph, posix.join('packages', folder, source)).map(
          (way) => `${entry} says that it runs in browsers, but reaches ${way.at(-1)}: ${way.join(' → ')}`,
        );
      }),
  );
}

/** @param {Graph} graph @param {string} start @returns {string[][]} */
function nodeOnlyWays(graph, start) {
  /** @type {string[][]} */
  const found = [];
  const seen = new Set([start]);
  const queue = [[start]];
  for (let way = queue.shift(); way; way = queue.shift()) {
    for (const { target, typeOnly } of graph.get(way.at(-1) ?? '')?.imports ?? []) {
      if (typeOnly) continue;
      const next = target.kind === 'file' ? target.name : target.source;
      if (isNodeOnly(target)) {
        if (!seen.has(target.name)) found.push([...way, target.name]);
        seen.add(target.name);
      } else if (next && !seen.has(next)) {
        seen.add(next);
        queue.push([...way, next]);
      }
    }
  }
  return found;
}

/** @param {import('./graph.mjs').Target} target */
function isNodeOnly(target) {
  if (target.kind === 'builtin') return true;
  if (target.kind === 'npm') return nodeOnlyPackages.includes(target.name);
  return (
    target.kind === 'entry' && runsIn(target.folder ?? '', { subpath: target.subpath ?? '.' }) === 'node'
  );
}
