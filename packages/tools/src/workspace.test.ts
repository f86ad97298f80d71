import { expect, test } from 'vitest';
import { entriesOf, sourceCondition, workspacePackages } from './workspace.mjs';

test('entries are what exports, bin and unpkg offer from source', () => {
  const manifest = {
    exports: {
      '.': {
        [sourceCondition]: './src/index.ts',
        import: { types: './dist/index.d.ts', default: './dist/index.js' },
        require: { types: './dist/index.d.cts', default: './dist/index.cjs' },
      },
      './read': {
        [sourceCondition]: { node: './src/node.ts', default: './src/web.ts' },
        node: { import: './dist/node.js' },
        import: './dist/web.js',
      },
      './sql': { [sourceCondition]: './src/sql/index.ts', default: './dist/sql.js' },
      './bundle': { [sourceCondition]: './src/bundle.ts', default: './dist/bundle.js' },
      './package.json': './package.json',
    },
    bin: { 'stock-analyzer': './dist/bin.js' },
    unpkg: './dist/page.iife.js',
  };
  expect(entriesOf(manifest)).toEqual([
    { subpath: '.', source: './src/index.ts', output: 'index', cjs: true, types: true },
    { subpath: './read', source: './src/web.ts', output: 'web', cjs: false, types: false },
    {
      subpath: './read',
      source: './src/node.ts',
      output: 'node',
      cjs: false,
      types: false,
      condition: 'node',
    },
    { subpath: './sql', source: './src/sql/index.ts', output: 'sql', cjs: false, types: false },
    {
      subpath: './bundle',
      source: './src/bundle.ts',
      output: 'bundle',
      cjs: false,
      types: false,
      bundled: true,
    },
    { subpath: 'bin:bin', source: './src/bin.ts', output: 'bin', cjs: false, types: false },
    {
      subpath: 'script:page',
      source: './src/page/script.ts',
      output: 'page.iife',
      cjs: false,
      types: false,
      bundled: true,
      script: true,
    },
  ]);
});

test('every package comes after those that it depends on', () => {
  const names = workspacePackages().map(({ name }) => name);
  for (const { name, uses } of workspacePackages()) {
    for (const used of uses)
      expect(names.indexOf(used), `${name} uses ${used}`).toBeLessThan(names.indexOf(name));
  }
});
