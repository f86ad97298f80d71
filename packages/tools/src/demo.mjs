#!/usr/bin/env node
// npm start [-- FILE]: builds what is not up to date, then hands over to the command line's demo.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build/build.mjs';
import { root } from './workspace.mjs';

const { problems } = await build();
if (problems.length > 0) {
  for (const problem of problems) console.error(problem);
  process.exit(1);
}
const bin = join(root, 'packages/cli/dist/bin.js');
const { status, signal } = spawnSync(process.execPath, [bin, 'demo', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
if (signal) process.kill(process.pid, signal);
process.exitCode = status ?? 1;
