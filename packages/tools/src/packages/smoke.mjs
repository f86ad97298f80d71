#!/usr/bin/env node
// Installs the packed packages into an empty project, as a user would, and loads every public entry there as
// an ES module and as CommonJS, on this Node and on those that the arguments name (`22 24`) where they can be
// had. Ends with the count of all of them.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packAll } from './pack.mjs';

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
      item.entries.flatMap(({ subpath, cjs, types, condition }) =>
        types && !condition ? [{ name: posix.join(item.name, subpath), cjs }] : [],
      ),
    ),
  );
  copyFileSync(
    fileURLToPath(new URL('./load-entries.mjs', import.meta.url)),
    join(project, 'load-entries.mjs'),
  );
  const counts = { passed: 0, failed: 0 };
  run([process.execPath], process.version, counts);
  for (const version of process.argv.slice(2)) {
    const node = spawnSync('npx', ['-y', `node@${version}`, '--version'], { cwd: project, encoding: 'utf8' });
    if (node.status === 0) run(['npx', '-y', `node@${version}`], node.stdout.trim(), counts);
    else console.log(`NOT RUN: Node ${version} cannot be had here`);
  }
  console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
} finally {
  rmSync(project, { recursive: true, force: true });
}

/** @param {string[]} node @param {string} version @param {{ passed: number, failed: number }} counts */
function run([command = '', ...args], version, counts) {
  const { stdout, stderr, status } = spawnSync(command, [...args, 'load-entries.mjs'], {
    cwd: project,
    encoding: 'utf8',
  });
  /** @type {{ name: string, problem: string | null }[]} */
  const results = status === 0 ? JSON.parse(stdout) : [{ name: 'load-entries', problem: stderr }];
  const bad = results.filter(({ problem }) => problem !== null);
  for (const { name, problem } of bad) console.log(`Node ${version}: ${name}: ${problem}`);
  console.log(`Node ${version}: ${results.length - bad.length} of ${results.length} entries load`);
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
