import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../workspace.mjs';

/**
 * What a page names that does not exist: targets of relative links and their headings, paths of this
 * workspace in `code`, and scripts in commands such as `pnpm check`.
 *
 * @param {string} page Path of the page from the root.
 * @param {string} text
 * @returns {string[]} problems, each with its place.
 */
export function pageProblems(page, text) {
  const problems = [];
  let fence = '';
  for (const [index, line] of text.split('\n').entries()) {
    const mark = /^\s*```(\w*)/.exec(line);
    if (mark) {
      fence = fence ? '' : mark[1] || 'text';
      continue;
    }
    const found = fence
      ? ['sh', 'bash', 'console'].includes(fence)
        ? commandProblems(line)
        : []
      : [
          ...linkProblems(page, line),
          ...codeSpans(line).flatMap((code) => [...pathProblems(code), ...commandProblems(code)]),
        ];
    problems.push(...found.map((problem) => `${page}:${index + 1}: ${problem}`));
  }
  return problems;
}

/** @param {string} line */
function codeSpans(line) {
  return [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
}

/** @param {string} page @param {string} line */
function linkProblems(page, line) {
  const withoutCode = line.replaceAll(/`[^`]*`/g, '');
  return [...withoutCode.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [path = '', heading] = decodeURI(link).split('#');
    const target = path ? join(root, dirname(page), path) : join(root, page);
    if (!existsSync(target)) return [`the link ${link} leads nowhere`];
    if (!heading || !target.endsWith('.md')) return [];
    return headingsOf(readFileSync(target, 'utf8')).includes(heading) ? [] : [`${link}: no such heading`];
  });
}

/** The anchors of a page's headings. @param {string} text */
function headingsOf(text) {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** @param {string} code */
function pathProblems(code) {
  const path = /^(packages|docs|examples|\.ci|\.github|\.changeset)\/[\w./-]+$/.exec(code)?.[0];
  // A word in capitals stands for something else: packages/NAME/src.
  if (!path || /\/(X|[A-Z]{2,})\b(?!\.md)/.test(path) || path.startsWith('docs/api')) return [];
  return existsSync(join(root, path)) ? [] : [`the path ${path} does not exist`];
}

const builtIn = new Set([
  'install',
  'add',
  'remove',
  'update',
  'exec',
  'dlx',
  'pack',
  'publish',
  'vitest',
  'tsc',
  'changeset',
  'biome',
]);

/** @param {string} code */
function commandProblems(code) {
  return [...code.matchAll(/\b(pnpm|npm) (run )?([\w:-]+)/g)].flatMap(([command, tool, , name = '']) => {
    if (name.startsWith('-') || name in scripts() || builtIn.has(name)) return [];
    return tool === 'npm' && !command.includes(' run ') ? [] : [`there is no script for \`${command}\``];
  });
}

/** @returns {Record<string, string>} */
function scripts() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;
}
