// pnpm --filter @stock-analyzer/xlsb fuzz [--runs 1000000] [--seed 1] [--from 0]: reads mutated workbooks and tells
// of every outcome that is neither a result nor an XlsbError, of inputs that take more than a second, and of memory
// that grows. Inputs that fail are saved in .cache/fuzz-failures; what
// is mended becomes a file in fuzz/regressions, which a test replays.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));
const outfile = fileURLToPath(new URL('../.cache/fuzz.mjs', import.meta.url));

await build({
  entryPoints: [`${folder}fuzz.ts`],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['@e965/xlsx'],
  conditions: ['@stock-analyzer/source'],
});
const options = process.argv.slice(2).filter((argument) => argument !== '--');
const { status } = spawnSync(process.execPath, ['--expose-gc', outfile, ...options], { stdio: 'inherit' });
process.exitCode = status ?? 1;
