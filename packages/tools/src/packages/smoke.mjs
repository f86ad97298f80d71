#!/usr/bin/env node
// Installs the packed packages into an empty project, as a user would. On this Node and on those that the arguments
// name (`22 24`) it loads every public entry there, as an ES module and as CommonJS; on all of them, on Deno and on
// Bun the packed XLSB reader reads its golden files. What cannot be had is said to be NOT RUN. Ends with the count of
// all of them.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, posix } from 'node:path';
import { root } from '../workspace.mjs';
import { packAll } from './pack.mjs';

const loadEntries = join(root, 'packages/tools/src/packages/load-entries.mjs');
const firstLines = join(root, 'packages/validator/src/testing/first-lines.mjs');
const readGolden = join(root, 'packages/xlsb/src/testing/read-golden.mjs');

const project = mkdtempSync(join(tmpdir(), 'packages-'));
try {
  const packed = packAll();
  const dependencies = Object.fromEntries(packed.map(({ item, tarball }) => [item.name, `file:${tarball}`]));
  // Optional peers too: every entry is to be loaded.
  const peers = Object.assign({}, ...packed.map(({ tarball }) => peersOf(tarball)));
  writeJson('package.json', { private: true, type: 'module', dependencies: { ...peers, ...dependencies } });
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
  });

  writeJson(
    'entries.json',
    packed.flatMap(({ item }) =>
      item.entries.flatMap(({ subpath, cjs, types, condition, bundled }) =>
        types && !condition ? [{ name: posix.join(item.name, subpath), cjs, bundled }] : [],
      ),
    ),
  );
  for (const script of [
    loadEntries,
    firstLines,
    readGolden,
    join(root, 'packages/xlsb/src/testing/tell.mjs'),
  ]) {
    copyFileSync(script, join(project, basename(script)));
  }
  cpSync(join(root, 'packages/xlsb/golden'), join(project, 'golden'), { recursive: true });

  const counts = { passed: 0, failed: 0 };
  const nodes = process.argv.slice(2).map((version) => ['npx', '-y', `node@${version}`]);
  for (const node of [[process.execPath], ...nodes]) {
    const version = versionOf(node);
    if (version === undefined) continue;
    run(node, `Node ${version}`, loadEntries, counts);
    run(node, `Node ${version}`, firstLines, counts);
    run(node, `Node ${version}`, readGolden, counts);
  }
  for (const { name, release, options } of [
    { name: 'Deno', release: 'deno@2', options: ['run', '--allow-all', '--node-modules-dir=manual'] },
    { name: 'Bun', release: 'bun@1', options: ['run'] },
  ]) {
    const version = versionOf(['npx', '-y', release]);
    if (version) run(['npx', '-y', release, ...options], `${name} ${version}`, readGolden, counts);
  }
  console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
} finally {
  rmSync(project, { recursive: true, force: true });
}

/** @param {string[]} command @returns {string | undefined} */
function versionOf([command = '', ...args]) {
  const { status, stdout } = spawnSync(command, [...args, '--version'], { cwd: project, encoding: 'utf8' });
  if (status === 0) return /[\d.]+/.exec(stdout)?.[0];
  console.log(`NOT RUN: ${args.at(-1)} cannot be had here`);
  return undefined;
}

/** @param {string[]} command @param {string} platform @param {string} script @param {{ passed: number, failed: number }} counts */
function run([command = '', ...args], platform, script, counts) {
  const name = basename(script, '.mjs');
  const { stdout, stderr, status } = spawnSync(command, [...args, basename(script)], {
    cwd: project,
    encoding: 'utf8',
  });
  /** @type {{ name: string, problem: string | null }[]} */
  const results = status === 0 ? JSON.parse(stdout) : [{ name, problem: stderr }];
  const bad = results.filter(({ problem }) => problem !== null);
  for (const { name, problem } of bad) console.log(`${platform}: ${name}: ${problem}`);
  console.log(
    `${platform}: ${name}: ${results.length - bad.length} of ${results.length} are as they should be`,
  );
  counts.passed += results.length - bad.length;
  counts.failed += bad.length;
}

/** @param {string} tarball @returns {Record<string, string>} */
function peersOf(tarball) {
  const manifest = execFileSync('tar', ['-xOf', tarball, 'package/package.json'], { encoding: 'utf8' });
  return JSON.parse(manifest).peerDependencies ?? {};
}

/** @param {string} name @param {unknown} value */
function writeJson(name, value) {
  writeFileSync(join(project, name), JSON.stringify(value, null, 2));
}
