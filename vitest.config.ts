import { join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { runsIn } from './packages/tools/src/architecture.mjs';
import { findChromium, launchArguments } from './packages/tools/src/browser/chromium.mjs';
import { ClosingLine } from './packages/tools/src/testing/closing-line.mjs';
import { workspacePackages } from './packages/tools/src/workspace.mjs';

const source = '@stock-analyzer/source';
const browserTests = 'packages/*/src/**/*.browser.test.ts';

const node: TestProjectInlineConfiguration = {
  extends: true,
  ssr: { resolve: { conditions: [source, 'node', 'import', 'module', 'default'] } },
  test: {
    name: 'node',
    include: ['packages/*/{src,bench}/**/*.test.ts'],
    exclude: [browserTests, '**/node_modules/**'],
  },
};

const browserEntries = workspacePackages().flatMap(({ name, folder, dir, entries }) =>
  entries
    .filter((entry) => runsIn(folder, entry) === 'everywhere')
    .map((entry) => ({ name: join(name, entry.subpath), source: join(dir, entry.source) })),
);

/** The project of the tests that need a browser, or the reason why there is none. */
async function browserProject(): Promise<TestProjectInlineConfiguration | string> {
  try {
    const { executablePath, env } = await findChromium();
    const launchOptions = { executablePath, args: launchArguments, env: { ...process.env, ...env } };
    return {
      extends: true,
      // Found before the tests start: a dependency found later reloads the page under them.
      optimizeDeps: { entries: [browserTests, ...browserEntries.map(({ source: path }) => path)] },
      test: {
        name: 'browser',
        include: [browserTests],
        provide: { browserEntries },
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          provider: playwright({ launchOptions }),
          instances: [{ browser: 'chromium' }],
        },
      },
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const browser = await browserProject();

export default defineConfig({
  resolve: { conditions: [source, 'module', 'browser', 'development|production'] },
  test: {
    projects: typeof browser === 'string' ? [node] : [node, browser],
    reporters: ['default', new ClosingLine(typeof browser === 'string' ? browser : undefined)],
  },
});
