export type { DecisionMemory, DecisionNote, RememberedDecision } from '../model/memory';
export { parseMemory } from './parse-memory';
export { type Recalled, type RecallOptions, recallDecisions } from './recall';
export {
  forgetNoted,
  mergeMemories,
  noMemory,
  type RememberOptions,
  rememberDecisions,
} from './remember';
