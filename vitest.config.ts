import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { findChromium, launchArguments } from './packages/tools/src/browser/chromium.mjs';
import { ClosingLine } from './packages/tools/src/testing/closing-line.mjs';

const source = '@stock-analyzer/source';
const browserTests = 'packages/*/src/**/*.browser.test.ts';

const node: TestProjectInlineConfiguration = {
  extends: true,
  ssr: { resolve: { conditions: [source, 'node', 'import', 'module', 'default'] } },
  test: {
    name: 'node',
    include: ['packages/*/src/**/*.test.ts'],
    exclude: [browserTests, '**/node_modules/**'],
  },
};

/** The project of the tests that need a browser, or the reason why there is none. */
async function browserProject(): Promise<TestProjectInlineConfiguration | string> {
  try {
    const { executablePath, env } = await findChromium();
    const launchOptions = { executablePath, args: launchArguments, env: { ...process.env, ...env } };
    return {
      extends: true,
      test: {
        name: 'browser',
        include: [browserTests],
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
