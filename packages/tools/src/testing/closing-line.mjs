import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.mjs';

/** @import { Reporter, Vitest } from 'vitest/node' */

/**
 * A vitest reporter for the end of a run: names what was not run, then counts the tests on a line of its own.
 *
 * @implements {Reporter}
 */
export class ClosingLine {
  /** @param {string | undefined} browserProblem Why no browser starts; undefined if one does. */
  constructor(browserProblem) {
    this.browserProblem = browserProblem;
    this.isChosen = false;
  }

  /** @param {Vitest} vitest */
  onInit({ config }) {
    this.isChosen = config.testNamePattern !== undefined;
  }

  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const notRun = this.browserProblem ? browserTestFiles() : [];
    const counts = countTests(modules);
    counts.failed += unhandledErrors.length;
    if (notRun.length > 0) {
      console.log(
        `\nNOT RUN: ${notRun.length} files of browser tests\n${notRun.map((file) => `  ${file}`).join('\n')}`,
      );
      console.log(this.browserProblem);
      if (process.env.CI) {
        counts.failed += notRun.length;
        process.exitCode = 1;
      }
    }
    // With -t the rest is left out on purpose.
    if (counts.skipped > 0 && !this.isChosen) {
      console.log('\nNOT RUN, as this machine lacks what they need:');
      for (const module of modules) {
        const { length } = [...module.children.allTests('skipped')];
        if (length > 0) console.log(`  ${module.relativeModuleId}: ${length} tests`);
      }
    }
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    console.log(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`);
  }
}

/** @param {readonly import('vitest/node').TestModule[]} modules */
function countTests(modules) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const module of modules) {
    // A file that cannot be loaded and a group whose set-up fails have no failed tests of their own.
    counts.failed += module.errors().length;
    for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') counts.passed++;
      else if (state === 'skipped') counts.skipped++;
      else counts.failed++;
    }
  }
  return counts;
}

function browserTestFiles() {
  return readdirSync(join(root, 'packages'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.browser.test.ts') && !path.includes('node_modules'),
  );
}
