#!/usr/bin/env node
// pnpm run docs: the API pages of every public entry in docs/api. With --check it only reports what is not
// documented and which links in comments lead nowhere.
import { join, posix, relative } from 'node:path';
import { Application } from 'typedoc';
import { root, workspacePackages } from './workspace.mjs';

const entries = workspacePackages()
  .filter((item) => !item.manifest.private)
  .flatMap((item) =>
    item.entries
      .filter((entry) => entry.types && !entry.condition)
      .map((entry) => ({ name: posix.join(item.name, entry.subpath), path: join(item.dir, entry.source) })),
  );

const app = await Application.bootstrap({
  name: 'Stock Analyzer',
  entryPoints: entries.map((entry) => entry.path),
  tsconfig: join(root, 'tsconfig.json'),
  readme: 'none',
  excludeInternal: true,
  excludePrivate: true,
  skipErrorChecking: true,
  disableSources: true,
  sort: ['source-order'],
  logLevel: 'Warn',
  validation: { notExported: false, invalidLink: true, notDocumented: true },
  requiredToBeDocumented: ['Enum', 'Variable', 'Function', 'Class', 'Interface', 'TypeAlias'],
  treatValidationWarningsAsErrors: true,
});
const project = await app.convert();
if (!project) process.exit(1);
// TypeDoc names a module by its file; people know it by what they import.
for (const module of project.children ?? []) {
  const entry = entries.find(
    ({ path }) => relative(join(root, 'packages'), path).replace(/(\/index)?\.ts$/, '') === module.name,
  );
  if (entry) module.name = entry.name;
}
app.validate(project);
if (!process.argv.includes('--check')) {
  await app.generateDocs(project, join(root, 'docs/api'));
  console.error('API pages: docs/api/index.html');
}
process.exitCode = app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0;
