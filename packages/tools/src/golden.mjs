#!/usr/bin/env node
// pnpm golden: writes packages/xlsb/golden anew, from packages/xlsb/src/testing/golden-files.ts.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root, sourceCondition } from './workspace.mjs';

const folder = join(root, 'packages/xlsb');
const outfile = join(folder, '.cache/golden-files.mjs');
await build({
  entryPoints: [join(folder, 'src/testing/golden-files.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  conditions: [sourceCondition, 'node'],
  external: ['@e965/xlsx'],
});
const { goldenFiles } = await import(pathToFileURL(outfile).href);
const golden = join(folder, 'golden');
rmSync(golden, { recursive: true, force: true });
mkdirSync(golden);
let size = 0;
for (const { name, bytes, told } of goldenFiles()) {
  writeFileSync(join(golden, `${name}.xlsb`), bytes);
  writeFileSync(join(golden, `${name}.json`), `${JSON.stringify(told, null, 2)}\n`);
  size += bytes.length;
}
execFileSync(join(root, 'node_modules/.bin/biome'), ['format', '--write', golden], { stdio: 'ignore' });
console.log(`Golden files of ${size} bytes`);
