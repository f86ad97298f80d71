// Type-checks sources, tests, configuration and the examples of comments and pages in one compiler run.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeExamples } from '../examples/write.mjs';
import { root } from '../workspace.mjs';
import { report } from './report.mjs';

const problems = writeExamples('examples').flatMap(({ problem }) => (problem ? [problem.message] : []));
const tsc = join(root, 'node_modules/.bin/tsc');
const run = spawnSync(tsc, ['-p', 'packages/tools/tsconfig.examples.json', '--noEmit'], {
  cwd: root,
  encoding: 'utf8',
});
if (run.status !== 0) problems.push(`${run.error?.message ?? ''}${run.stdout}${run.stderr}`.trim());
report(problems);
