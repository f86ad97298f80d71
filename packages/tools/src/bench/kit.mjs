/**
 * Prints one figure, as `pnpm bench` expects it: counts exactly, measurements to four digits.
 *
 * @param {string} name For example `week.process_cpu_s`.
 * @param {number} value
 * @param {string} unit For example `ms`, `s`, `rows`, `bytes`, `x`.
 */
export function figure(name, value, unit) {
  const shown = Number.isInteger(value) ? value : Number(value.toPrecision(4));
  console.log(`${name} ${shown} ${unit}`);
}

/**
 * Runs something once and measures it: elapsed time and the CPU time of the whole process, in milliseconds.
 *
 * @template Result
 * @param {() => Result | Promise<Result>} run
 * @returns {Promise<{ result: Result, ms: number, cpuMs: number }>}
 */
export async function measure(run) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const result = await run();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { result, ms, cpuMs: (user + system) / 1000 };
}

/**
 * The medians of several runs, after some that are not counted.
 *
 * @param {() => unknown} run
 * @param {{ runs?: number, warmups?: number }} [options] Default 15 runs after 3.
 */
export async function measureMedian(run, { runs = 15, warmups = 3 } = {}) {
  for (let i = 0; i < warmups; i++) await run();
  const measured = [];
  for (let i = 0; i < runs; i++) measured.push(await measure(run));
  return { ms: median(measured.map(({ ms }) => ms)), cpuMs: median(measured.map(({ cpuMs }) => cpuMs)) };
}

/**
 * The middle of some values; NaN if there are none.
 *
 * @param {readonly number[]} values
 */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[sorted.length % 2 === 0 ? middle - 1 : middle],
    sorted[middle],
  ];
  return (low + high) / 2;
}
