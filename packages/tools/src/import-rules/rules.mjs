import { architecture, forTests } from '../architecture.mjs';

/** @typedef {import('./graph.mjs').Graph} Graph */

/**
 * Imports between packages: only those that the architecture allows, only to public entries.
 *
 * @param {Graph} graph @returns {string[]} problems, each with its place.
 */
export function boundaryProblems(graph) {
  const problems = [];
  for (const node of graph.values()) {
    for (const edge of node.imports) {
      const problem = boundaryProblem(node, edge);
      if (problem) problems.push(`${node.path}:${edge.line}: ${problem}`);
    }
  }
  return problems;
}

/** @param {import('./graph.mjs').Node} node @param {import('./graph.mjs').Edge} edge */
function boundaryProblem(node, { target, typeOnly }) {
  const { folder } = node;
  if (folder && !architecture[folder])
    return `package ${folder} is not in packages/tools/src/architecture.mjs`;
  if (target.kind === 'file' || target.kind === 'nothing') {
    const home = folder ? `packages/${folder}/` : 'examples/';
    if (!target.name.startsWith(home))
      return `${target.name} is a file of another package: import its public entry`;
    return undefined;
  }
  if (target.kind !== 'entry' || !target.folder) return undefined;
  if (!target.source) return `${target.name} is not a public entry of ${target.folder}`;
  if (!folder || target.folder === folder) return undefined;
  if (!node.shipped && forTests.includes(target.folder)) return undefined;
  const room = architecture[folder];
  if (!room?.mayImport.includes(target.folder)) return `${folder} may not import ${target.folder}`;
  if (room.typesOnly?.includes(target.folder) && !typeOnly)
    return `${folder} may import only types of ${target.folder}`;
  return undefined;
}

/**
 * Files that import each other in a circle. One circle is told once; the others appear when it is broken.
 *
 * @param {Graph} graph @returns {string[]}
 */
export function cycleProblems(graph) {
  /** @type {string[]} */
  const problems = [];
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} path @param {string[]} trail */
  const visit = (path, trail) => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      problems.push(`import cycle: ${[...trail.slice(start), path].join(' → ')}`);
      return;
    }
    if (done.has(path)) return;
    for (const { target } of graph.get(path)?.imports ?? []) {
      if (target.kind === 'file') visit(target.name, [...trail, path]);
    }
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return problems;
}
