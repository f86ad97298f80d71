import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { pages, sourceFiles } from '../files.mjs';
import { root } from '../workspace.mjs';

/**
 * @typedef {object} Example
 * @property {string} file Where it stands, from the workspace's root.
 * @property {number} line Line of its first line of code there, from 1.
 * @property {string} code
 * @property {boolean} run False for one that only has to be valid TypeScript: its first line is `// no-run`.
 */

/** @returns {Example[]} the examples of the packages' sources and of all pages. */
export function allExamples() {
  return [...sourceFiles(), ...pages()].flatMap((path) =>
    examplesOf(readFileSync(path, 'utf8'), relative(root, path)),
  );
}

/**
 * The `ts` blocks of a page, or of the doc comments of a source file.
 *
 * @param {string} text @param {string} file @returns {Example[]}
 */
export function examplesOf(text, file) {
  const inComment = !file.endsWith('.md');
  const fence = inComment ? /^\s*\* ?```(\w*)\s*$/ : /^\s*```(\w*)\s*$/;
  /** @type {Example[]} */
  const examples = [];
  /** @type {{ language: string, line: number, code: string[] } | undefined} */
  let open;
  for (const [index, line] of text.split('\n').entries()) {
    const mark = fence.exec(line);
    if (!mark) {
      open?.code.push(inComment ? line.replace(/^\s*\* ?/, '') : line);
    } else if (!open) {
      open = { language: mark[1] ?? '', line: index + 2, code: [] };
    } else {
      const code = open.code.join('\n');
      if (open.language === 'ts') {
        examples.push({ file, line: open.line, code, run: !code.trimStart().startsWith('// no-run') });
      }
      open = undefined;
    }
  }
  return examples;
}
