import { setImmediate } from 'node:timers/promises';
import { readWeek } from '@stock-analyzer/etl';
import type { Dataset } from '@stock-analyzer/schema';
import { createValidator, type ReportOptions, type ValidationReport } from '@stock-analyzer/validator';
import { Progress } from './terminal/progress';
import type { Terminal } from './terminal/terminal';
import { weekProgress } from './week-progress';

/** Reads a week and checks it, for the commands that make no release. */
export function checkWeek(
  file: string,
  options: ReportOptions,
  terminal: Terminal,
): Promise<{ readonly dataset: Dataset; readonly report: ValidationReport }> {
  const { signal } = terminal;
  return Progress.of(terminal, async (progress) => {
    const onProgress = weekProgress(progress);
    const { transformed } = await readWeek(file, { signal, onProgress });
    const { dataset, issues } = transformed;
    onProgress({ step: 'validate' });
    const report = createValidator(dataset.schema).validate(dataset, { ...options, issues });
    // None of this ever waits: here a Ctrl-C is heard.
    await setImmediate();
    signal.throwIfAborted();
    return { dataset, report };
  });
}
