import { corpora, corpusPlans, SEEDS } from './corpora';
import { MethodResult, runClean, runDirty } from './measure/run';
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

// How well errors are found and mended, and how well true values are left alone: `pnpm bench accuracy`.
//
// Corpora come from the generator of fixtures: true weeks, and the same weeks with planted errors and a truth
// file that says of each whether it leaves the neighbourhood of the truth. Detectors are fitted on the train
// seeds and judged on the judge seeds. `--seeds=train` runs the former, `--quick` a small part,
// `--misses=20` prints examples of what was missed, changed wrongly or flagged without cause.

const options = readOptions(process.argv);
const start = performance.now();
console.log(`Seeds: ${options.set} (${SEEDS[options.set].join(', ')}); fitted on ${SEEDS.train.join(', ')}`);

const engine = new MethodResult(correctionEngine);
const peers = [rangeCheck, belowOne, zScore, priceRepair].map((method) => new MethodResult(method));
const results = [engine, ...peers];
for (const corpus of corpora(corpusPlans(options.set, options.quick))) {
  for (const result of results) runClean(result, corpus);
  let at = 0;
  for (const dirty of corpus.dirty()) {
    for (const result of results) runDirty(result, corpus, dirty, at);
    at++;
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${corpus.plan.seed}: ${corpus.plan.companies} companies, done after ${seconds} s`);
}

printEngine(engine);
printCalibration(engine);
for (const result of results) printKinds(result);
printKindFigures(engine);
printMethods(results);
printSamples(engine, options);
