#!/usr/bin/env node
// pnpm build [--types]: the packages' dist folders. In a package's folder, that package only.
import { build } from './build/build.mjs';

const start = performance.now();
const { built, problems } = await build({ types: process.argv.includes('--types'), within: process.cwd() });
const seconds = ((performance.now() - start) / 1000).toFixed(1);
if (built.length > 0) console.error(`Built ${built.join(', ')} in ${seconds} s`);
else if (problems.length === 0) console.error('Build is up to date');
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
