import type { Store, StoreCapabilities } from '../contract';
import { Check } from './check';
import type { ProvidedWeek, ScenarioContext, StoreNeeds, StorePlace, StoreScenario } from './harness';
import { opposites } from './opposites';

/** What came of one scenario. */
export interface ScenarioResult {
  readonly key: string;
  /**
   * `passed`; `refused`: the adapter does not promise it and says so, as it has to; `gap`: it failed as known;
   * `not_tried`: the harness cannot do what it needs.
   */
  readonly outcome: 'passed' | 'refused' | 'gap' | 'not_tried';
  /** How many assertions were made. */
  readonly checks: number;
  /** What the adapter says that it can do. */
  readonly capabilities: StoreCapabilities;
}

/** What {@link runScenario} may be told. */
export interface ScenarioOptions {
  /** How long to wait for what has to happen sooner or later, such as news of a release. Default 5000. */
  readonly patienceMs?: number;
}

/**
 * Tries one scenario on an empty place. Where the adapter's capabilities say no to what the scenario needs, the
 * opposite is tried: that it is refused as it should be. The place is taken away afterwards.
 *
 * @throws Error that says what is not as promised.
 * @example
 * ```ts
 * import { runScenario, storeScenarios } from '@stock-analyzer/store/conformance';
 * import { openMemoryStore } from '@stock-analyzer/store/memory';
 *
 * const scenario = storeScenarios.find(({ key }) => key === 'releases.nothing-at-first')!;
 * const { outcome } = await runScenario(scenario, { open: async () => openMemoryStore() });
 * outcome; // → 'passed'
 * ```
 */
export async function runScenario(
  scenario: StoreScenario,
  place: StorePlace,
  options: ScenarioOptions = {},
): Promise<ScenarioResult> {
  const opened: Store[] = [];
  const open = async () => {
    const store = await place.open();
    opened.push(store);
    return store;
  };
  try {
    const store = await open();
    const { capabilities } = store;
    const check = new Check();
    const done = (outcome: ScenarioResult['outcome']) => ({
      key: scenario.key,
      outcome,
      checks: check.count,
      capabilities,
    });
    const missing = missingNeed(scenario.needs, capabilities);
    if (!missing && scenario.needs.interrupt && !place.interrupt) return done('not_tried');
    const context: ScenarioContext = {
      check,
      capabilities,
      patienceMs: options.patienceMs ?? 5000,
      store,
      open,
      publish: (...weeks) => publish(store, place, weeks),
      interrupt: async (week) => place.interrupt?.(week),
    };
    await (missing ? opposites[missing](context) : scenario.run(context));
    return done(missing ? 'refused' : 'passed');
  } finally {
    for (const store of opened) await store.close();
    await place.remove?.();
  }
}

async function publish(store: Store, place: StorePlace, weeks: readonly ProvidedWeek[]): Promise<void> {
  if (!store.capabilities.writes) {
    if (!place.provide) throw new Error('A store that does not write needs a harness with provide()');
    return place.provide(weeks);
  }
  for (const { dataset, ...options } of weeks) await store.publish(dataset, options);
}

function missingNeed(
  needs: StoreNeeds,
  { writes, history, persistent, announces }: StoreCapabilities,
): keyof typeof opposites | undefined {
  if (needs.writes && !writes) return 'writes';
  if (needs.history && !history) return 'history';
  if (needs.persistent && !persistent) return 'persistent';
  return needs.announces && announces === 'nobody' ? 'announces' : undefined;
}
