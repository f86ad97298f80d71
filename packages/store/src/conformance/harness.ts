import type { Dataset } from '@stock-analyzer/schema';
import type { Store, StoreCapabilities } from '../contract';
import type { Check } from './check';

/** A released week, as the suite wants it in a place. */
export interface ProvidedWeek {
  readonly dataset: Dataset;
  readonly releaseId: string;
  /** ISO 8601 instants. */
  readonly stagedAt: string;
  readonly releasedAt: string;
}

/** Where one store lives: a file, a database, a folder on a host. Each scenario gets an empty one of its own. */
export interface StorePlace {
  /** Opens the store of this place; the suite opens it more than once, and closes what it opened. */
  open(): Promise<Store>;
  /**
   * Releases more weeks in this place, in this order, the last one current, by whatever writes such places. Only
   * for adapters that cannot write themselves.
   */
  provide?(weeks: readonly ProvidedWeek[]): Promise<void>;
  /**
   * Begins to publish the week in another process, tab or worker, and ends that in the middle of the write. Without
   * it the scenarios of cut-off writes are not tried.
   */
  interrupt?(week: ProvidedWeek): Promise<void>;
  /** Takes the place away, when everything in it is closed. */
  remove?(): Promise<void>;
}

/** What a scenario may need of an adapter: a capability, or that the harness can do something. */
export interface StoreNeeds {
  readonly writes?: true;
  readonly history?: true;
  readonly persistent?: true;
  /** Other stores on the same place hear of a release. */
  readonly announces?: true;
  /** {@link StorePlace.interrupt}. */
  readonly interrupt?: true;
}

/** What a scenario works with. */
export interface ScenarioContext {
  readonly check: Check;
  readonly capabilities: StoreCapabilities;
  /** How long to wait for what has to happen sooner or later. */
  readonly patienceMs: number;
  /** A store on the scenario's place. The first one is the same for all who ask; see {@link ScenarioContext.open}. */
  readonly store: Store;
  /** One more store on the same place. */
  open(): Promise<Store>;
  /** Releases weeks one after the other, by the store where it can write, else by the harness. */
  publish(...weeks: readonly ProvidedWeek[]): Promise<void>;
  /** As {@link StorePlace.interrupt}. */
  interrupt(week: ProvidedWeek): Promise<void>;
}

/** One thing that every store has to do, tried on a place of its own. */
export interface StoreScenario {
  /** Names it for good, in lists of known gaps. */
  readonly key: string;
  /** Which part of the contract it belongs to. */
  readonly topic: string;
  /** What it promises, as a sentence that goes on from "a store". */
  readonly title: string;
  readonly needs: StoreNeeds;
  /** @throws Error that says what is not as promised. */
  run(context: ScenarioContext): Promise<void>;
}

/** One topic's scenarios, by the rest of their key. */
export function scenariosOf(
  topic: string,
  scenarios: Readonly<
    Record<string, Omit<StoreScenario, 'key' | 'topic' | 'needs'> & { needs?: StoreNeeds }>
  >,
): StoreScenario[] {
  return Object.entries(scenarios).map(([name, scenario]) => ({
    needs: {},
    ...scenario,
    topic,
    key: `${topic}.${name}`,
  }));
}
