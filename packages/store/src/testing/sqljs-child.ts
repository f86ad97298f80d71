/**
 * A process of its own that is killed at a step of its writing: `sqljs-child.js FILE STEP` publishes a week into a file
 * with sql.js and kills itself before the STEP-th call that touches the disk, halfway through it if it writes the
 * content. It says "done" if it came to the end before.
 */
import fs, { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { bigWeek } from './sample-week';

const [file = '', stop = ''] = process.argv.slice(2);
let step = 0;

type Call = (...values: unknown[]) => unknown;

function killable(
  owner: object,
  name: string,
  half?: (self: unknown, values: unknown[]) => Promise<unknown>,
): void {
  const methods = owner as Record<string, Call>;
  const original = methods[name]!;
  methods[name] = function (this: unknown, ...values: unknown[]) {
    if (++step < Number(stop)) return original.apply(this, values);
    const before = half ? half(this, values) : Promise.resolve();
    before.then(() => process.kill(process.pid, 'SIGKILL'));
    if (!half) process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  };
}

const handle = await fs.promises.open(file, 'a');
const prototype = Object.getPrototypeOf(handle) as { writeFile: (bytes: Uint8Array) => Promise<void> };
await handle.close();
const { writeFile } = prototype;
killable(prototype, 'writeFile', (self, [bytes]) =>
  writeFile.call(
    self as typeof prototype,
    (bytes as Uint8Array).subarray(0, (bytes as Uint8Array).length / 2),
  ),
);
killable(prototype, 'sync');
killable(fs.promises, 'rename');
killable(fs, 'writeFileSync');
killable(fs, 'rmSync');
syncBuiltinESMExports();

const { openSqljsStore } = await import('@stock-analyzer/store/sqljs');
const store = await openSqljsStore({ persist: { file } });
await store.publish(bigWeek(50, '2025-10-10'), { releaseId: 'w2' });
writeSync(1, 'done\n');
