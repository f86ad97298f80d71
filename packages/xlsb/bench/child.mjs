// A process that lets one contender read one workbook and tells what it took. What it has read is counted when all
// is measured.
import { existsSync, readFileSync } from 'node:fs';
import { cpuUsage, resourceUsage } from 'node:process';

/** @typedef {import('./task.ts').Task} Task */

/** @param {NodeJS.CpuUsage} [before] */
function cpuMs(before) {
  const { user, system } = cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * The most memory that the process has held. On Linux `maxRSS` begins with what the parent held when it forked, and
 * only the kernel's own account of the process is of this one alone.
 */
function peakOfProcess() {
  const status = '/proc/self/status';
  const [, kb] = (existsSync(status) && /^VmHWM:\s*(\d+)/m.exec(readFileSync(status, 'utf8'))) || [];
  return Number(kb ?? resourceUsage().maxRSS) / 1024;
}

const task = /** @type {Task} */ (JSON.parse(process.argv[2] ?? ''));
const contender = await import(`./contenders/${task.contender}.mjs`);
const { runs, warmups } = task.warm ?? { runs: 0, warmups: 1 };
let result;
for (let run = 0; run < warmups; run++) result = await contender.read(task);
const measured = task.warm ? [] : [cpuMs()];
for (let run = 0; run < runs; run++) {
  const before = cpuUsage();
  result = await contender.read(task);
  measured.push(cpuMs(before));
}
const peakMb = peakOfProcess();
console.log(JSON.stringify({ cpuMs: measured, peakMb, counted: contender.count(result) }));
