import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreError } from '@stock-analyzer/store';
import { datasetJson } from '@stock-analyzer/store/json';
import { type Detection, openStore } from '@stock-analyzer/store/open';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { sampleWeek } from '../testing/sample-week';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'open-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const week = sampleWeek([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 }]);

async function open(...from: Parameters<typeof openStore>) {
  const store = await openStore(...from);
  onTestFinished(() => store.close());
  return store;
}

async function failure(...from: Parameters<typeof openStore>): Promise<StoreError> {
  const error = await openStore(...from).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StoreError);
  return error as StoreError;
}

function jsonFile(): string {
  const file = join(folder, 'companies.json');
  writeFileSync(file, datasetJson(week));
  return file;
}

describe('openStore', () => {
  it('answers the same whichever address it is given', async () => {
    const addresses = [
      `json:${jsonFile()}`,
      'memory:',
      `sqlite:${join(folder, 'stock.db')}`,
      'sqlite::memory:',
    ];
    for (const address of addresses) {
      const store = await open(address);
      if (store.capabilities.writes) await store.publish(week);
      const { rows } = await store.query({ filter: { 'ROE (Fwd)': { $gt: 15 } }, projection: ['Ticker'] });
      expect(rows, address).toEqual([{ Ticker: 'NVDA' }]);
    }
  });

  it('says plainly what cannot be opened, and what to do', async () => {
    for (const address of ['https://example.org/api', 'postgres://localhost/x', 'hybrid:a,b']) {
      expect((await failure(address)).code, address).toBe('NOT_SUPPORTED');
    }
    expect((await failure('https://example.org/data/')).message).toContain('"json:"');
    expect((await failure('idb:stocks')).code).toBe('CANNOT_OPEN');
    for (const address of [
      'data/',
      'oracle:x',
      '',
      'constructor:',
      '__proto__:x',
      'memory:x',
      'C:\\stock.db',
    ]) {
      const error = await failure(address);
      expect(error.code, address).toBe('CANNOT_OPEN');
      expect(error.message).toContain('"');
    }
    expect((await failure('oracle:x')).message).toContain('"json:", "sqljs:", "sqlite:"');
    expect((await failure(`json:${folder}`)).code).toBe('CANNOT_OPEN');
  });
});

describe('detection', () => {
  it('takes the first that has a week, and tells why the others were not taken', async () => {
    let told: Detection | undefined;
    const store = await open({
      detect: ['https://example.org/api', 'memory:', `json:${jsonFile()}`, 'sqlite::memory:'],
      report: (detection) => {
        told = detection;
      },
    });
    expect((await store.get('NVDA'))?.fields.corpName).toBe('NVIDIA');
    expect(told?.took).toMatch(/^json:/);
    expect(told?.attempts.map(({ outcome, problem }) => [outcome, problem?.code])).toEqual([
      ['failed', 'NOT_SUPPORTED'],
      ['empty', undefined],
      ['taken', undefined],
      ['not_tried', undefined],
    ]);
    const lines = told!.text.split('\n');
    expect(lines[0]).toMatch(/^https:\/\/example.org\/api: NOT_SUPPORTED: .*json:/);
    expect(lines[1]).toBe('memory:: empty, nothing was released there');
    expect(lines[3]).toBe('sqlite::memory:: not tried');
  });

  it('takes an empty place to publish to where no other has a week', async () => {
    let took: string | null = '';
    const store = await open({
      detect: [`json:${join(folder, 'none/')}`, 'memory:', 'sqlite::memory:'],
      report: (detection) => {
        took = detection.took;
      },
    });
    expect(took).toBe('memory:');
    expect(await store.publish(week)).toBe(true);
  });

  it('fails with every reason where nothing can be opened', async () => {
    let told: Detection | undefined;
    const error = await failure({
      detect: ['https://example.org', 'json:http://127.0.0.1:9/'],
      report: (detection) => {
        told = detection;
      },
    });
    expect(error).toMatchObject({ code: 'CANNOT_OPEN', retryable: true });
    expect(error.message).toContain('NOT_SUPPORTED');
    expect(error.message).toContain('UNREACHABLE');
    expect(told?.took).toBeNull();
  });
});
