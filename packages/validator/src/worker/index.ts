export { answerChecks } from './answer-checks';
export { checkInWorker, type WorkerOptions } from './check-in-worker';
export type { MessageEnd } from './messages';
