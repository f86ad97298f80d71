import type { StoreCapabilities } from '../contract';
import type { StorePlace, StoreScenario } from './harness';
import { runScenario, type ScenarioOptions, type ScenarioResult } from './run';
import { storeScenarios } from './store-scenarios';

/** What {@link runStoreConformance} needs: the functions of any test runner, and places for the adapter to live in. */
export interface ConformanceOptions extends ScenarioOptions {
  /** The adapter's name. */
  readonly adapter: string;
  /** Where it runs: `Node`, `Chromium`… */
  readonly runsIn: string;
  /** Puts the tests of one topic together. */
  readonly describe: (name: string, define: () => void) => void;
  /** Takes one test. */
  readonly test: (name: string, run: () => Promise<void>) => void;
  /** Makes an empty place for one scenario. */
  readonly place: () => StorePlace | Promise<StorePlace>;
  /**
   * What the adapter is known not to do as promised, with the reason, by the scenario's key. Such a scenario has to
   * fail: when it passes, its test fails until the entry is removed.
   */
  readonly gaps?: Readonly<Record<string, string>>;
}

/** What a run found, in a form that can be kept as JSON. */
export interface ConformanceRecord {
  readonly adapter: string;
  readonly runs_in: string;
  readonly capabilities: StoreCapabilities;
  /** By topic, how many scenarios had which outcome. */
  readonly topics: Readonly<Record<string, Partial<Record<ScenarioResult['outcome'], number>>>>;
  /** By the scenario's key, why it is known to fail. */
  readonly gaps: Readonly<Record<string, string>>;
}

/** A run of the suite, whose tests the runner calls later. */
export interface ConformanceRun {
  /** By the scenario's key, what came of those that have run so far and did not fail. */
  readonly results: ReadonlyMap<string, ScenarioResult>;
  /**
   * What the run found; call it in a test after all others.
   *
   * @throws Error if a scenario failed or has not run.
   */
  record(): ConformanceRecord;
}

/**
 * Defines the tests that a store has to pass, one for each scenario. They are driven by the `capabilities` of the
 * store: what it says that it cannot do has to be refused. Works with Vitest, node:test, Jest or Mocha.
 *
 * @throws Error if a known gap names no scenario or gives no reason.
 * @example
 * ```ts
 * // no-run
 * import { runStoreConformance } from '@stock-analyzer/store/conformance';
 * import { openMemoryStore } from '@stock-analyzer/store/memory';
 * import { describe, test } from 'vitest';
 *
 * runStoreConformance({
 *   adapter: 'memory',
 *   runsIn: 'Node',
 *   describe,
 *   test,
 *   place: () => ({ open: async () => openMemoryStore() }),
 * });
 * ```
 */
export function runStoreConformance(options: ConformanceOptions): ConformanceRun {
  const gaps = new Map(Object.entries(options.gaps ?? {}));
  refuseBadGaps(gaps);
  const results = new Map<string, ScenarioResult>();
  for (const [topic, scenarios] of byTopic(storeScenarios)) {
    options.describe(`${options.adapter}: ${topic}`, () => {
      for (const scenario of scenarios) {
        options.test(`${scenario.title} (${scenario.key})`, async () => {
          const gap = gaps.get(scenario.key);
          results.set(scenario.key, await runOne(scenario, options, gap));
        });
      }
    });
  }
  return { results, record: () => recordOf(options, results) };
}

async function runOne(
  scenario: StoreScenario,
  options: ConformanceOptions,
  gap: string | undefined,
): Promise<ScenarioResult> {
  const place = await options.place();
  if (gap === undefined) return runScenario(scenario, place, options);
  let capabilities: StoreCapabilities | undefined;
  const open = async () => {
    const store = await place.open();
    capabilities = store.capabilities;
    return store;
  };
  try {
    await runScenario(scenario, { ...methodsOf(place), open }, options);
  } catch (error) {
    if (!capabilities) throw error;
    return { key: scenario.key, outcome: 'gap', checks: 0, capabilities };
  }
  throw new Error(`${scenario.key} is listed as a known gap ("${gap}") and passes now: remove its entry`);
}

/** The methods of a place that may be an object of a class. */
function methodsOf(place: StorePlace): Omit<StorePlace, 'open'> {
  return {
    ...(place.provide && { provide: place.provide.bind(place) }),
    ...(place.interrupt && { interrupt: place.interrupt.bind(place) }),
    ...(place.remove && { remove: place.remove.bind(place) }),
  };
}

function refuseBadGaps(gaps: ReadonlyMap<string, string>): void {
  const keys = new Set(storeScenarios.map(({ key }) => key));
  for (const [key, reason] of gaps) {
    if (!keys.has(key))
      throw new Error(`The known gap "${key}" names no scenario; see storeScenarios for the keys`);
    if (!reason.trim()) throw new Error(`The known gap "${key}" gives no reason`);
  }
}

function byTopic(scenarios: readonly StoreScenario[]): Map<string, StoreScenario[]> {
  const topics = new Map<string, StoreScenario[]>();
  for (const scenario of scenarios) {
    const known = topics.get(scenario.topic);
    if (known) known.push(scenario);
    else topics.set(scenario.topic, [scenario]);
  }
  return topics;
}

function recordOf(
  { adapter, runsIn, gaps = {} }: ConformanceOptions,
  results: ReadonlyMap<string, ScenarioResult>,
): ConformanceRecord {
  const lacking = storeScenarios.filter(({ key }) => !results.has(key)).map(({ key }) => key);
  const [first] = results.values();
  if (!first || lacking.length > 0) {
    throw new Error(
      `There is no record of a run in which scenarios fail or are left out: ${lacking.join(', ')}`,
    );
  }
  const topics: Record<string, Partial<Record<ScenarioResult['outcome'], number>>> = {};
  for (const { key, topic } of storeScenarios) {
    const { outcome } = results.get(key)!;
    topics[topic] ??= {};
    topics[topic][outcome] = (topics[topic][outcome] ?? 0) + 1;
  }
  return { adapter, runs_in: runsIn, capabilities: first.capabilities, topics, gaps };
}
