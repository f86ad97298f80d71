import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow } from '../files.mjs';
import { root, workspacePackages } from '../workspace.mjs';
import { browserProblems } from './browser-reach.mjs';
import { importGraph } from './graph.mjs';
import { boundaryProblems, cycleProblems } from './rules.mjs';

/** @returns {string[]} what breaks the import rules in this workspace. */
export function importProblems() {
  const packages = workspacePackages();
  const folders = packages.flatMap(({ dir }) => ['src', 'bench', 'fuzz'].map((room) => join(dir, room)));
  const files = [...folders, join(root, 'examples')]
    .flatMap(filesBelow)
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
  const graph = importGraph(files, packages);
  return [...boundaryProblems(graph), ...cycleProblems(graph), ...browserProblems(graph, packages)];
}
