import { ValidatorError } from '../errors';
import { giveWay } from '../give-way';
import type { Validator } from '../validator';
import { type Answer, listen, type MessageEnd, type Question } from './messages';

/**
 * Makes a worker answer {@link checkInWorker}: call it in the worker's own script. The rules are those of the
 * validator that is made there, as rules are code and cannot be sent.
 *
 * @param end Node: `parentPort` of `node:worker_threads`. Default: the worker's global scope.
 * @example
 * ```ts
 * // no-run
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator } from '@stock-analyzer/validator';
 * import { answerChecks } from '@stock-analyzer/validator/worker';
 *
 * answerChecks(createValidator(companySchema));
 * ```
 */
export function answerChecks(
  validator: Validator,
  end: MessageEnd = globalThis as unknown as MessageEnd,
): void {
  const stopped = new Set<number>();
  const running = new Set<number>();
  listen(end, 'message', (question: Question) => {
    if ('stop' in question) {
      if (running.has(question.stop)) stopped.add(question.stop);
      return;
    }
    const { check } = question;
    running.add(check);
    void answer(question).then((given) => {
      running.delete(check);
      if (!stopped.delete(check) && given) end.postMessage(given, []);
    });
  });

  async function answer({
    check,
    input,
    options,
  }: Extract<Question, { check: number }>): Promise<Answer | undefined> {
    try {
      const steps = validator.checkInSteps(input, options);
      for (;;) {
        const { done, value } = steps.next();
        if (done) return { check, report: value.toReport(options) };
        end.postMessage({ check, progress: value } satisfies Answer, []);
        // Whoever asked may want it stopped.
        await giveWay();
        if (stopped.has(check)) return undefined;
      }
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      return { check, name, message, code: error instanceof ValidatorError ? error.code : undefined };
    }
  }
}
