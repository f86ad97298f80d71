#!/usr/bin/env node
// pnpm check [NAME…]: everything but the tests. One line a step; a step that fails says how to mend it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './workspace.mjs';

/** @param {string} script @param {string[]} rest */
const tool = (script, ...rest) => [process.execPath, join(root, 'packages/tools/src', script), ...rest];
/** @param {string} name @param {string[]} rest */
const bin = (name, ...rest) => [join(root, 'node_modules/.bin', name), ...rest];

/** @type {{ name: string, command: string[], fix: string }[]} */
const steps = [
  {
    name: 'types',
    command: tool('checks/types.mjs'),
    fix: 'Mend the types. A file in .cache/examples is an example of the source or page in its name.',
  },
  {
    name: 'lint',
    command: bin('biome', 'check', '--error-on-warnings', '.'),
    fix: '`pnpm format` mends the format and what else it safely can; the rest is yours.',
  },
  {
    name: 'imports',
    command: tool('checks/imports.mjs'),
    fix: 'Move the code to where it may import what it needs; packages/tools/src/architecture.mjs has the table.',
  },
  {
    name: 'unused',
    command: bin('knip', '--no-progress', '--no-config-hints'),
    fix: 'Remove what is not used; a public symbol has to be exported by an entry of its package.',
  },
  {
    name: 'pages',
    command: tool('checks/pages.mjs'),
    fix: 'Correct the link, path or command in the page.',
  },
  {
    name: 'documented',
    command: tool('docs.mjs', '--check'),
    fix: 'Give the exported symbol a TSDoc comment, and mend {@link} tags that lead nowhere.',
  },
  {
    name: 'build',
    command: tool('build.mjs', '--types'),
    fix: '`pnpm build --types` shows it alone.',
  },
  {
    name: 'packages',
    command: tool('checks/packages.mjs'),
    fix: 'Mend "exports", "files" or the dependencies in the package.json that it names.',
  },
  {
    name: 'sizes',
    command: bin('size-limit'),
    fix: 'Find what came in (`pnpm exec size-limit --why`); size-limits.json holds the limits.',
  },
];

/** Lines shown of a step that fails: the first problems, not all of them. */
const longestOutput = 80;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No step ${unknown.join(', ')}; there are ${steps.map((step) => step.name).join(', ')}`);
  process.exit(1);
}
const chosen = steps.filter((step) => asked.length === 0 || asked.includes(step.name));
let failed = 0;
for (const { name, command, fix } of chosen) {
  const start = performance.now();
  const [file = '', ...rest] = command;
  const run = spawnSync(file, rest, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const good = run.status === 0;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${name.padEnd(11)}${seconds.padStart(6)} s`);
  if (good) continue;
  failed++;
  const output = `${run.error?.message ?? ''}${run.stdout ?? ''}${run.stderr ?? ''}`.trim().split('\n');
  console.log(output.slice(0, longestOutput).join('\n'));
  if (output.length > longestOutput) console.log(`… ${output.length - longestOutput} lines more`);
  console.log(`→ ${fix}\n`);
}
console.log(failed === 0 ? 'All checks passed' : `${failed} of ${chosen.length} checks failed`);
process.exitCode = failed === 0 ? 0 : 1;
