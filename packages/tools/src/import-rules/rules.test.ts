import { expect, test } from 'vitest';
import { architecture } from '../architecture.mjs';
import { browserProblems } from './browser-reach.mjs';
import { importGraph } from './graph.mjs';
import { boundaryProblems, cycleProblems } from './rules.mjs';

const packages = ['schema', 'store', 'realtime', 'etl', 'fixtures'].map((folder) => ({
  name: `@stock-analyzer/${folder}`,
  folder,
  entries: [{ subpath: '.', source: './src/index.ts', output: 'index', cjs: true, types: true }],
}));

/** A graph from the text of files below `packages/`. */
function graphOf(files: Record<string, string>) {
  const sources = Object.entries(files).map(([path, text]) => ({ path: `packages/${path}`, text }));
  return importGraph(sources, packages);
}

test('a package imports only those below it, as the table says', () => {
  const graph = graphOf({
    'etl/src/index.ts': "import { a } from '@stock-analyzer/store';",
    'store/src/index.ts': "\nexport * from '@stock-analyzer/etl';",
  });
  expect(boundaryProblems(graph)).toEqual(['packages/store/src/index.ts:2: store may not import etl']);
});

test('where only types are allowed, a value is a problem', () => {
  const graph = graphOf({
    'realtime/src/a.ts': "import type { Store } from '@stock-analyzer/store';",
    'realtime/src/b.ts': "import { type Store, openStore } from '@stock-analyzer/store';",
    'realtime/src/c.ts': "import { type Store } from '@stock-analyzer/store';",
  });
  expect(boundaryProblems(graph)).toEqual([
    'packages/realtime/src/b.ts:1: realtime may import only types of store',
  ]);
});

test("another package's files cannot be imported, neither by path nor by name", () => {
  const graph = graphOf({
    'store/src/a.ts': "import '../../schema/src/errors';",
    'store/src/b.ts': "await import('@stock-analyzer/schema/src/errors');",
    'schema/src/errors.ts': '',
  });
  expect(boundaryProblems(graph)).toEqual([
    'packages/store/src/a.ts:1: packages/schema/src/errors.ts is a file of another package: import its public entry',
    'packages/store/src/b.ts:1: @stock-analyzer/schema/src/errors is not a public entry of schema',
  ]);
});

test('generators are for tests and benchmarks only', () => {
  const text = "import { week } from '@stock-analyzer/fixtures';";
  const graph = graphOf({
    'store/src/a.ts': text,
    'store/src/a.test.ts': text,
    'store/bench/a.bench.ts': text,
  });
  expect(boundaryProblems(graph)).toEqual(['packages/store/src/a.ts:1: store may not import fixtures']);
});

test('files that import each other in a circle are found, with the circle', () => {
  const graph = graphOf({
    'schema/src/a.ts': "import './b';",
    'schema/src/b.ts': "import './c';",
    'schema/src/c.ts': "export * from './a'; import './d';",
    'schema/src/d.ts': '',
  });
  expect(cycleProblems(graph)).toEqual([
    'import cycle: packages/schema/src/a.ts → packages/schema/src/b.ts → packages/schema/src/c.ts → packages/schema/src/a.ts',
  ]);
});

test('an entry for browsers reaches nothing of Node, not even lazily or through another package', () => {
  const graph = graphOf({
    'store/src/index.ts': "import { a } from '@stock-analyzer/schema'; import './lazy';",
    'store/src/lazy.ts': "export const load = () => import('libsql'); import type { Stats } from 'node:fs';",
    'schema/src/index.ts': "export * from './files';",
    'schema/src/files.ts': "import { readFileSync } from 'fs';",
    'etl/src/index.ts': "import 'node:fs';",
  });
  const through = 'packages/schema/src/index.ts → packages/schema/src/files.ts → fs';
  expect(browserProblems(graph, packages)).toEqual([
    `@stock-analyzer/schema says that it runs in browsers, but reaches fs: ${through}`,
    '@stock-analyzer/store says that it runs in browsers, but reaches libsql: packages/store/src/index.ts → packages/store/src/lazy.ts → libsql',
    `@stock-analyzer/store says that it runs in browsers, but reaches fs: packages/store/src/index.ts → ${through}`,
  ]);
});

test('in the table, every package stands after those that it may import', () => {
  const order = Object.keys(architecture);
  for (const [folder, { mayImport }] of Object.entries(architecture)) {
    for (const lower of mayImport)
      expect(order.indexOf(lower), `${folder} → ${lower}`).toBeLessThan(order.indexOf(folder));
  }
});
