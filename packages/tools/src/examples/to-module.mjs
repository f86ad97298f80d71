import { join } from 'node:path';
import ts from 'typescript';
import { root, scope, workspacePackages } from '../workspace.mjs';

/**
 * Turns an example into a module that checks what the example says: `expression; // → literal` becomes an
 * assertion that both are deeply equal. Imports of this workspace lead to source, so that nothing has to be
 * built; only public entries can be imported. Lines stay where they are.
 *
 * @param {import('./extract.mjs').Example} example
 * @returns {string}
 */
export function toModule({ code, file, line }) {
  const parsed = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true);
  /** @param {number} position @param {string} problem @returns {never} */
  const fail = (position, problem) => {
    const at = line + parsed.getLineAndCharacterOfPosition(position).line;
    throw new Error(`${file}:${at}: ${problem}`);
  };
  /** @type {{ from: number, to: number, text: string }[]} */
  const edits = [];
  const promised = promisedValues(code);

  /** @param {ts.Node} node */
  const visit = (node) => {
    const specifier = importedFrom(node);
    if (specifier) {
      const source = sourceOf(specifier.text) ?? specifier.text;
      if (source.startsWith('.')) fail(specifier.pos, 'an example imports public entries, not files');
      if (source.startsWith(scope)) fail(specifier.pos, `${source} is not a public entry`);
      edits.push({ from: specifier.getStart(), to: specifier.end, text: `'${source}'` });
    }
    if (ts.isExpressionStatement(node)) {
      const value = promised.get(parsed.getLineAndCharacterOfPosition(node.end).line);
      if (value) {
        promised.delete(parsed.getLineAndCharacterOfPosition(node.end).line);
        const { expression } = node;
        edits.push({ from: expression.getStart(), to: expression.getStart(), text: '__equal((' });
        edits.push({ from: expression.end, to: expression.end, text: `), (${value}))` });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);

  for (const [at, value] of promised) {
    const position = parsed.getPositionOfLineAndCharacter(at, 0);
    fail(position, `"→ ${value}" stands behind something that is not an expression statement`);
  }
  // On the first line, so that the others keep their numbers.
  return `import { assertEqual as __equal } from '${assertModule}'; ${apply(code, edits)}\nexport {};\n`;
}

const assertModule = join(root, 'packages/tools/src/examples/assert-equal.mjs');

/**
 * What the code promises, by the line (from 0) on which the statement ends: behind the statement, or alone on
 * the next line where it would get too long.
 *
 * @param {string} code @returns {Map<number, string>}
 */
function promisedValues(code) {
  const values = new Map();
  for (const [index, line] of code.split('\n').entries()) {
    const [, before, value] = /^(.*)\/\/ → (.+)$/.exec(line) ?? [];
    if (value) values.set(before?.trim() ? index : index - 1, value.trim());
  }
  return values;
}

/** @param {ts.Node} node @returns {ts.StringLiteral | undefined} */
function importedFrom(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)
      ? node.moduleSpecifier
      : undefined;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    return argument && ts.isStringLiteral(argument) ? argument : undefined;
  }
  return undefined;
}

/**
 * The source file of a public entry; the one for Node where there are two, since Node runs the examples.
 *
 * @param {string} specifier
 */
function sourceOf(specifier) {
  const found = workspacePackages().flatMap((item) =>
    item.entries
      .filter((entry) => join(item.name, entry.subpath) === specifier)
      .map(({ source, condition }) => ({ path: join(item.dir, source), condition })),
  );
  return (found.find(({ condition }) => condition === 'node') ?? found[0])?.path;
}

/** @param {string} code @param {{ from: number, to: number, text: string }[]} edits */
function apply(code, edits) {
  let result = code;
  for (const { from, to, text } of edits.sort((a, b) => b.from - a.from)) {
    result = result.slice(0, from) + text + result.slice(to);
  }
  return result;
}
