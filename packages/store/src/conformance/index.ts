export type { Check, ExpectedError } from './check';
export type { ProvidedWeek, ScenarioContext, StoreNeeds, StorePlace, StoreScenario } from './harness';
export { runScenario, type ScenarioOptions, type ScenarioResult } from './run';
export { weekOf } from './sample';
export { storeScenarios } from './store-scenarios';
export {
  type ConformanceOptions,
  type ConformanceRecord,
  type ConformanceRun,
  runStoreConformance,
} from './suite';
