#!/usr/bin/env node
import { machine } from './bench/machine.mjs';
import { findBenches, runBench } from './bench/run.mjs';
// pnpm bench [NAME…] [--json] [--OPTION…]: runs packages/*/bench/**/NAME.bench.ts, and all in folders NAME, each in
// a process of its own, against the built packages. Other options are the benchmarks' own. Each prints its figures as `name value unit` lines; --json gives one object with them all.
import { build } from './build/build.mjs';

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const json = process.argv.includes('--json');
const options = process.argv.slice(2).filter((argument) => argument.startsWith('-') && argument !== '--json');
const benches = findBenches(names);
if (benches.length === 0) {
  console.error(
    `No benchmark ${names.join(', ')}; there are ${findBenches([])
      .map(({ name }) => name)
      .join(', ')}`,
  );
  process.exit(1);
}
const { problems } = await build();
for (const problem of problems) console.error(problem);

/** @type {Record<string, { value: number, unit: string }>} */
const figures = {};
for (const bench of benches) {
  const { lines, status } = await runBench(
    bench,
    (line) => (json ? console.error(line) : console.log(line)),
    options,
  );
  for (const { name, value, unit } of lines) figures[name] = { value, unit };
  if (status !== 0) process.exitCode = 1;
}
if (json) console.log(JSON.stringify({ ...machine(), figures }, null, 2));
