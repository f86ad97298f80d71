#!/usr/bin/env node
// node build.mjs FOLDER [CONDITION]: the page as a folder of static files. Put the weeks beside them, into data/.
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';
import { build } from 'esbuild';

const [target, ...conditions] = process.argv.slice(2);
if (!target) throw new Error('Usage: node build.mjs FOLDER');
const from = import.meta.dirname;
const to = resolve(target);

mkdirSync(to, { recursive: true });
for (const name of readdirSync(from)) {
  const isPage = ['.css', '.html', '.js', '.png', '.svg', '.webmanifest'].includes(extname(name));
  if (isPage && name !== 'libraries.js') cpSync(join(from, name), join(to, name));
}
// Only the address "sqljs:" asks for it.
const wasm = 'sql-wasm-browser.wasm';
cpSync(join(dirname(createRequire(import.meta.url).resolve('sql.js')), wasm), join(to, wasm));

await build({
  entryPoints: [join(from, 'libraries.js')],
  outdir: to,
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  conditions,
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
  // The packages have no side effects, so an import of a part that nothing uses falls away.
  logOverride: { 'ignored-bare-import': 'silent' },
});
