import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { removeExamples, writeExamples } from './write.mjs';

const modules = `examples-${process.pid}`;

// Examples may write files: not into the work tree.
const before = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'examples-'));
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
  removeExamples(modules);
});

describe('every example does what it says', () => {
  for (const { name, path, run, problem } of writeExamples(modules)) {
    // Some examples run a whole suite, on machines that do other things too.
    test(name, { timeout: 30_000 }, async () => {
      if (problem) throw problem;
      if (run) await import(path);
    });
  }
});
