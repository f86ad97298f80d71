#!/usr/bin/env node
// npm start [-- FILE]: builds what is not up to date, then processes two sample weeks, or the given file.
import { build } from './build/build.mjs';
import { commandLine } from './demo/command-line.mjs';
import { outFolder } from './demo/out-folder.mjs';
import { sampleWeeks } from './demo/sample.mjs';
import { root } from './workspace.mjs';

const say = (/** @type {string} */ text) => console.log(text);
const short = (/** @type {string} */ path) => path.replace(`${root}/`, '');

/** @param {string} file @param {string} out */
const runOf = (file, out) => ['run', file, '--out', out, '--policy', 'demo'];

/** @param {string} file */
async function ownWeek(file) {
  const out = outFolder('own');
  const { exitCode } = await commandLine(runOf(file, out));
  if (exitCode === 0) closing(out);
  return exitCode;
}

async function twoSampleWeeks() {
  const [earlier = '', later = ''] = await sampleWeeks(say);
  const out = outFolder('sample');
  say(`Sample weeks ${short(earlier)} and ${short(later)}`);
  say('They are generated: some tickers exist, all company figures are invented.\n');
  const first = await commandLine([...runOf(earlier, out), '--json'], { quiet: true });
  if (first.exitCode !== 0) return first.exitCode;
  const { as_of, status, quality, corrections } = JSON.parse(first.printed);
  const { total_companies, quality_score } = quality.after;
  say(
    `Week of ${as_of.date}, ${status}: ${total_companies.toLocaleString('en-US')} companies, ` +
      `${corrections.applied} corrections, quality score ${quality_score.toFixed(1)} of 100\n`,
  );
  const second = await commandLine(runOf(later, out));
  if (second.exitCode === 0) closing(out);
  return second.exitCode;
}

/** @param {string} out */
function closing(out) {
  say(`
This ran with the demo policy: every correction that was proposed is applied, so that nothing waits for you.
By default none is: a run asks on a terminal, and without one it is held until "stock-analyzer approve".

Open ${out}/quality_report.html
The data is beside it: companies.json, stock-analyzer.sqlite, a CSV and a JSON file for every sheet in releases/.`);
}

const { problems } = await build();
for (const problem of problems) console.error(problem);
const [file] = process.argv.slice(2).filter((argument) => argument !== '--');
if (problems.length > 0) process.exitCode = 1;
else process.exitCode = file === undefined ? await twoSampleWeeks() : await ownWeek(file);
