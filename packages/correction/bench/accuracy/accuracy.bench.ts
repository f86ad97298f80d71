import { figure } from '@stock-analyzer/tools/bench';
import { corpora, corpusPlans, SEEDS } from './corpora';
import { MethodResult } from './measure/run';
import { Samples } from './measure/samples';
import { indexTruth } from './measure/truth';
import { belowOne } from './methods/below-one';
import { correctionEngine } from './methods/correction-engine';
import { priceRepair } from './methods/price-repair';
import { rangeCheck } from './methods/range-check';
import { zScore } from './methods/z-score';
import { readOptions } from './options';
import {
  printCalibration,
  printEngine,
  printKindFigures,
  printKinds,
  printMethods,
  printSamples,
} from './print';
import { printRealValues } from './samples/print';

// How well errors are found and mended, and how well true values are left alone: `pnpm bench accuracy`.
//
// Corpora come from the generator of fixtures: true weeks, and the same weeks with planted errors and a truth
// file that says of each whether it leaves the neighbourhood of the truth. Detectors are fitted on the train
// seeds and judged on the judge seeds. `--seeds=train` runs the former, `--quick` a small part,
// `--misses=20` prints examples of what was missed, changed wrongly or flagged without cause.

const options = readOptions(process.argv);
const start = performance.now();
console.log(`Seeds: ${options.set} (${SEEDS[options.set].join(', ')}); fitted on ${SEEDS.train.join(', ')}`);

const engine = new MethodResult(correctionEngine, options.misses > 0 ? new Samples() : null);
const peers = [rangeCheck, belowOne, zScore, priceRepair].map((method) => new MethodResult(method));
const results = [engine, ...peers];
let sampled = false;
for (const corpus of corpora(corpusPlans(options.set, options.quick))) {
  if (!sampled) printRealValues(corpus.weeks.at(-1)!);
  sampled = true;
  for (const result of results) result.addClean(corpus);
  let at = 0;
  for (const dirty of corpus.dirty()) {
    const truth = indexTruth(dirty);
    const seed = `${corpus.plan.seed}/${at++}`;
    for (const result of results) result.addDirty(seed, dirty, truth);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${corpus.plan.seed}: ${corpus.plan.companies} companies, done after ${seconds} s`);
}

printEngine(engine);
printCalibration(engine);
for (const result of results) printKinds(result);
printKindFigures(engine);
printMethods(results);
figure('accuracy.seconds', (performance.now() - start) / 1000, 's');
figure('accuracy.peak_rss_mb', process.resourceUsage().maxRSS / 1024, 'MB');
printSamples(engine, options);
