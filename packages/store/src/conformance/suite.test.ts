import { describe, expect, it } from 'vitest';
import type { Query, QueryResult, Store } from '../index';
import { MemoryStore, openMemoryStore } from '../memory';
import { readOnlyPlace } from '../testing/read-only-place';
import { Check } from './check';
import { difference } from './difference';
import {
  type ConformanceOptions,
  runScenario,
  runStoreConformance,
  type StorePlace,
  storeScenarios,
} from './index';

/** Runs the suite with a runner of three lines; gives what failed. */
async function outcome(options: Partial<ConformanceOptions> & Pick<ConformanceOptions, 'place'>) {
  const tests: [string, () => Promise<void>][] = [];
  const run = runStoreConformance({
    adapter: 'tried',
    runsIn: 'Node',
    describe: (_, define) => define(),
    test: (name, body) => tests.push([name, body]),
    ...options,
  });
  const failed: string[] = [];
  for (const [name, body] of tests) {
    await body().catch((error: Error) => failed.push(`${name}: ${error.message}`));
  }
  return { run, failed };
}

const memory = (): StorePlace => ({ open: async () => openMemoryStore() });

class NoQuantiles extends MemoryStore {
  override async aggregate(request: Parameters<Store['aggregate']>[0]) {
    return super.aggregate({ ...request, quantiles: [] });
  }
}

class Reversed extends MemoryStore {
  override async query(query: Query = {}): Promise<QueryResult> {
    const result = await super.query(query);
    return { ...result, rows: [...result.rows].reverse() };
  }
}

describe('the suite', { timeout: 30_000 }, () => {
  it('names every scenario once', () => {
    const keys = storeScenarios.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('tells what a store does otherwise', async () => {
    const { failed, run } = await outcome({ place: () => ({ open: async () => new Reversed() }) });
    expect(failed.some((text) => text.includes('(sort.by-ticker)'))).toBe(true);
    expect(failed.find((text) => text.includes('(filter.equality)'))).toMatch(
      /\{"industry":"반도체"\}: \[0\] is "NVDA", not "000660.KS"/,
    );
    expect(() => run.record()).toThrow(/sort\.by-ticker/);
  });

  it('tries what a store cannot do, that it is refused', async () => {
    const { failed, run } = await outcome({ place: readOnlyPlace });
    expect(failed).toEqual([]);
    const record = run.record();
    expect(record.topics.publish).toEqual({ refused: 15 });
    expect(record.topics.filter).toEqual({ passed: 12 });
    expect(record.topics.fault).toEqual({ passed: 1, refused: 7 });
  });

  it('does not try to cut off writes where the harness cannot', async () => {
    class Persistent extends MemoryStore {
      override readonly capabilities = {
        writes: true,
        history: true,
        persistent: true,
        announces: 'nobody',
      } as const;
    }
    const scenario = storeScenarios.find(({ key }) => key === 'fault.cut-off')!;
    const { outcome: found } = await runScenario(scenario, { open: async () => new Persistent() });
    expect(found).toBe('not_tried');
  });

  it('fails for a store that says it cannot write and does', async () => {
    class Writes extends MemoryStore {
      override readonly capabilities = {
        writes: false,
        history: true,
        persistent: false,
        announces: 'nobody',
      } as const;
      protected override refuseReadOnly() {}
    }
    const scenario = storeScenarios.find(({ key }) => key === 'publish.discarded')!;
    await expect(runScenario(scenario, { open: async () => new Writes() })).rejects.toThrow(
      /stage: it has to fail with NOT_SUPPORTED/,
    );
  });

  it('says so where a store that only reads comes without a harness that writes', async () => {
    const scenario = storeScenarios.find(({ key }) => key === 'filter.equality')!;
    const { provide: _, ...place } = readOnlyPlace();
    await expect(runScenario(scenario, place)).rejects.toThrow(/provide/);
  });

  it('closes what it opened and takes the place away, also where the scenario fails', async () => {
    const done: string[] = [];
    class Watched extends Reversed {
      protected override async end() {
        done.push('closed');
      }
    }
    const scenario = storeScenarios.find(({ key }) => key === 'sort.by-ticker')!;
    const place = {
      open: async () => new Watched(),
      remove: async () => {
        done.push('removed');
      },
    };
    await expect(runScenario(scenario, place)).rejects.toThrow();
    expect(done).toEqual(['closed', 'removed']);
  });
});

describe('known gaps', { timeout: 30_000 }, () => {
  const gaps = { 'aggregate.quantiles': 'The engine has no quantiles.' };
  const place = () => ({ open: async () => new NoQuantiles() });
  const define = (wrong: Record<string, string>) => () =>
    runStoreConformance({
      adapter: 'tried',
      runsIn: 'Node',
      describe: () => undefined,
      test: () => undefined,
      place,
      gaps: wrong,
    });

  it('are failures that are expected, each with its reason, and are in the record', async () => {
    expect((await outcome({ place })).failed).toHaveLength(1);
    const { failed, run } = await outcome({ place, gaps });
    expect(failed).toEqual([]);
    expect(run.record()).toMatchObject({
      adapter: 'tried',
      runs_in: 'Node',
      capabilities: { writes: true },
      topics: { aggregate: { passed: 7, gap: 1 } },
      gaps,
    });
  });

  it('turn red when they are closed', async () => {
    const { failed } = await outcome({ place: memory, gaps });
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatch(/The engine has no quantiles.*passes now: remove its entry/);
  });

  it('have to name a scenario and a reason', () => {
    expect(define({ 'aggregate.quantile': 'x' })).toThrow(/"aggregate.quantile" names no scenario/);
    expect(define({ 'aggregate.quantiles': ' ' })).toThrow(/gives no reason/);
  });
});

describe('assertions', () => {
  it('tell where two values differ', () => {
    expect(difference({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] })).toBe('a[1].b is 2, not 3');
    expect(difference([1, 2], [1])).toBe('it has 2 elements, not 1: [1,2], not [1]');
    expect(difference(-0, 0)).toBe('it is -0, not 0');
    expect(difference(Number.NaN, Number.NaN)).toBeUndefined();
    expect(difference({ a: undefined }, {})).toBeUndefined();
    expect(difference({}, { a: null })).toBe('a is undefined, not null');
    expect(difference(Float64Array.of(1, 2), [1, 2])).toBeUndefined();
    expect(difference(new Map([[1, 'a']]), new Map([[1, 'b']]))).toBe('.entries[0][1] is "a", not "b"');
    expect(difference(new Map(), {})).toBe('it is [], not {}');
    expect(difference([], {})).toBe('it is [], not {}');
    expect(difference(JSON.parse('{"__proto__":1}'), {})).toBe('__proto__ is 1, not undefined');
    expect(difference('x'.repeat(1000), 'y')?.length).toBeLessThan(400);
  });

  it('tell sets apart', () => {
    expect(difference(new Set([1]), new Set([2]))).toBe('.entries[0] is 1, not 2');
    expect(difference(new Set([1]), new Set([1]))).toBeUndefined();
  });

  it('know a StoreError from another error', async () => {
    const check = new Check();
    const wrong = () => {
      throw new TypeError('boom');
    };
    await expect(check.fails('CLOSED', wrong, 'it')).rejects.toThrow(/throws TypeError: boom/);
    await expect(check.fails('CLOSED', () => 1, 'it')).rejects.toThrow(/does not/);
    await expect(check.fails('CLOSED', () => openMemoryStore().query(), 'it')).rejects.toThrow(
      /the code: it is "UNKNOWN_RELEASE", not "CLOSED"/,
    );
  });

  it('wait no longer than their patience', async () => {
    await expect(new Check().soon(() => false, 20, 'never')).rejects.toThrow('never, within 20 ms');
  });
});
