import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, workspacePackages } from '../workspace.mjs';

/**
 * Packs every publishable package into `.cache/packs`, just as publishing would.
 *
 * @returns {{ item: import('../workspace.mjs').Package, tarball: string }[]}
 */
export function packAll() {
  const folder = join(root, '.cache/packs');
  rmSync(folder, { recursive: true, force: true });
  return workspacePackages()
    .filter((item) => !item.manifest.private)
    .map((item) => {
      const into = join(folder, item.folder);
      mkdirSync(into, { recursive: true });
      execFileSync('pnpm', ['pack', '--pack-destination', into], {
        cwd: item.dir,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const [file = ''] = readdirSync(into);
      return { item, tarball: join(into, file) };
    });
}
