import { isTable, type ValidatorInput } from '../columns/read-input';
import type { CheckProgress } from '../engine/run';
import { ValidatorError } from '../errors';
import type { ReportOptions, ValidationReport } from '../report';
import type { CheckContext } from '../validator';
import { type Answer, listen, type MessageEnd, memoryOf, type Question } from './messages';

/** How a check in a worker is made. */
export interface WorkerOptions extends CheckContext, ReportOptions {
  /** Hands a table's memory over instead of copying it: the caller's table is empty afterwards. */
  readonly transfer?: boolean;
  /** Is told before each column and rule. */
  readonly onProgress?: (progress: CheckProgress) => void;
  /** Ends the check: it rejects with the signal's reason. The worker stops too, and stays of use. */
  readonly signal?: AbortSignal;
}

let lastCheck = 0;

/**
 * Checks in a worker, so that a page stays responsive: in a Web Worker or one of `node:worker_threads`, whose
 * script calls {@link answerChecks}. The worker may be asked for several checks; it is the caller's to end.
 *
 * @throws ValidatorError what the check throws; `WORKER_FAILED` if the worker fails or ends meanwhile; a
 * DataCloneError if rows hold what cannot be sent, such as functions.
 * @example
 * ```ts
 * // no-run
 * import { checkInWorker } from '@stock-analyzer/validator/worker';
 *
 * const worker = new Worker(new URL('./checks.js', import.meta.url), { type: 'module' });
 * const rows = await (await fetch('companies.json')).json();
 * const report = await checkInWorker(worker, rows, { onProgress: ({ done, total }) => console.log(done / total) });
 * ```
 */
export function checkInWorker(
  worker: MessageEnd,
  input: ValidatorInput,
  { transfer = false, onProgress, signal, ...options }: WorkerOptions = {},
): Promise<ValidationReport> {
  const check = ++lastCheck;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const failed = (event: unknown) => {
      const told =
        typeof event === 'number' ? `it ended with code ${event}` : (event as Partial<Error>)?.message;
      end(() =>
        reject(
          new ValidatorError({
            code: 'WORKER_FAILED',
            message: `The worker failed: ${told ?? 'it could not read a message'}`,
            advice: 'Look at its script: it has to load, and to call answerChecks.',
            cause: event,
          }),
        ),
      );
    };
    const abort = () => {
      worker.postMessage({ stop: check } satisfies Question, []);
      end(() => reject(signal?.reason));
    };
    const stops = [
      listen(worker, 'message', (answer: Answer) => {
        if (answer?.check !== check) return;
        if ('progress' in answer) onProgress?.(answer.progress);
        else if ('report' in answer) end(() => resolve(answer.report));
        else end(() => reject(errorOf(answer)));
      }),
      ...['error', 'messageerror', 'exit'].map((kind) => listen(worker, kind, failed)),
    ];
    const end = (settle: () => void) => {
      for (const stop of stops) stop();
      signal?.removeEventListener('abort', abort);
      settle();
    };
    signal?.addEventListener('abort', abort);
    const sent = sendable(input);
    const question: Question = {
      check,
      input: sent,
      options: {
        ...options,
        ...(options.earlier && { earlier: options.earlier.map(sendable) }),
        ...(options.issues && { issues: [...options.issues] }),
        ...(options.mapped && { mapped: [...options.mapped] }),
      },
    };
    try {
      worker.postMessage(question, transfer && isTable(sent) ? memoryOf(sent) : []);
    } catch (error) {
      end(() => reject(error));
    }
  });
}

/** Iterables of other kinds than lists cannot be sent. */
function sendable(input: ValidatorInput): ValidatorInput {
  return typeof input === 'object' && input !== null && Symbol.iterator in input ? [...input] : input;
}

function errorOf({ code, message, name }: Extract<Answer, { code: unknown }>): Error {
  if (code) return new ValidatorError({ code, message });
  return Object.assign(new Error(message), { name });
}
