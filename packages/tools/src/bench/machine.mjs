import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';
import { root } from '../workspace.mjs';

/** Where and from what the figures come: without it they mean nothing later. */
export function machine() {
  return {
    date: new Date().toISOString(),
    commit: git('rev-parse', 'HEAD'),
    /** Whether the work tree differs from that commit. */
    changed: git('status', '--porcelain') !== '',
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: cpus().length,
      memory_gb: Math.round(totalmem() / 2 ** 30),
      system: `${type()} ${release()}`,
      node: process.version,
    },
  };
}

/** @param {string[]} args */
function git(...args) {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
