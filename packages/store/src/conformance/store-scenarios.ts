import type { StoreScenario } from './harness';
import { aggregateScenarios } from './scenarios/aggregate';
import { changesScenarios } from './scenarios/changes';
import { closeScenarios } from './scenarios/close';
import { editScenarios } from './scenarios/edits';
import { errorScenarios } from './scenarios/errors';
import { faultScenarios } from './scenarios/faults';
import { filterScenarios } from './scenarios/filters';
import { historyScenarios } from './scenarios/history';
import { hostileScenarios } from './scenarios/hostile';
import { pagingScenarios } from './scenarios/paging';
import { projectionScenarios } from './scenarios/projection';
import { publishScenarios } from './scenarios/publish';
import { releaseScenarios } from './scenarios/releases';
import { roundTripScenarios } from './scenarios/round-trip';
import { searchScenarios } from './scenarios/search';
import { sortingScenarios } from './scenarios/sorting';
import { subscribeScenarios } from './scenarios/subscribe';

/** All scenarios, topic by topic. Keys stay for good; new ones may come with any release. */
export const storeScenarios: readonly StoreScenario[] = [
  ...releaseScenarios,
  ...publishScenarios,
  ...historyScenarios,
  ...filterScenarios,
  ...sortingScenarios,
  ...pagingScenarios,
  ...projectionScenarios,
  ...aggregateScenarios,
  ...searchScenarios,
  ...changesScenarios,
  ...subscribeScenarios,
  ...editScenarios,
  ...roundTripScenarios,
  ...hostileScenarios,
  ...errorScenarios,
  ...closeScenarios,
  ...faultScenarios,
];
