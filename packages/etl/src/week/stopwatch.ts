import { setImmediate } from 'node:timers/promises';
import type { StepTiming } from './run-record';

/** Measures the steps of a run, one after the other, and says when each begins. */
export class Stopwatch {
  readonly steps: StepTiming[] = [];

  constructor(private readonly onStep: (step: string) => void) {}

  /** Runs one step and notes its time, also when it throws. */
  async time<T>(step: string, work: () => T | Promise<T>): Promise<T> {
    // Most steps never wait for anything: between them a Ctrl-C is heard.
    await setImmediate();
    this.onStep(step);
    const start = performance.now();
    const cpu = process.cpuUsage();
    try {
      return await work();
    } finally {
      const { user, system } = process.cpuUsage(cpu);
      this.steps.push({
        step,
        ms: tenths(performance.now() - start),
        cpu_ms: tenths((user + system) / 1000),
      });
    }
  }
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
