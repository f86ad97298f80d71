import { gzipSync } from 'node:zlib';
import { StoreError } from '@stock-analyzer/store';
import { datasetJson, type JsonStoreOptions, openJsonStore } from '@stock-analyzer/store/json';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sampleWeek } from '../testing/sample-week';
import { writeStaticFolder, writeStaticRelease } from '../testing/static-files';
import { StaticHost } from '../testing/static-host';

const week = (asOf: string, roe: number) =>
  sampleWeek(
    [
      { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': roe },
      { Ticker: 'AAPL', corpName: 'Apple', 'ROE (Fwd)': 181.76 },
    ],
    [{ Price: 1 }, { Price: 2 }],
    { asOf },
  );
const first = {
  id: '2025-10-03-a',
  dataset: week('2025-10-03', 79.43),
  releasedAt: '2025-10-04T00:00:00.000Z',
};
const second = { id: '2025-10-10-b', dataset: week('2025-10-10', 79.44) };

async function open(options: string | JsonStoreOptions) {
  const store = await openJsonStore(options);
  onTestFinished(() => store.close());
  return store;
}

async function failure(work: Promise<unknown>): Promise<StoreError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreError);
  return error as StoreError;
}

describe('a folder that a pipeline published to', () => {
  it('answers from the current release with two requests, and from the index only when history is asked for', async () => {
    const host = await StaticHost.start();
    writeStaticFolder(host.files, [first, second]);
    const store = await open(host.url);
    expect((await store.get('NVDA'))?.fields['ROE (Fwd)']).toBe(79.44);
    expect(
      (await store.query({ filter: { 'ROE (Fwd)': { $gt: 100 } } })).rows.map((row) => row.Ticker),
    ).toEqual(['AAPL']);
    expect(host.asked()).toEqual(['current.json 200', 'releases/2025-10-10-b/companies.json 200']);

    expect((await store.history('NVDA')).map(({ asOf, fields }) => [asOf, fields['ROE (Fwd)']])).toEqual([
      ['2025-10-03', 79.43],
      ['2025-10-10', 79.44],
    ]);
    expect((await store.companies({ asOf: '2025-10-05' })).asOf).toBe('2025-10-03');
    expect((await store.changes()).changed).toEqual([
      { ticker: 'NVDA', values: [{ field: 'ROE (Fwd)', from: 79.43, to: 79.44 }] },
    ]);
    expect(host.asked()).toEqual(['releases.json 200', 'releases/2025-10-03-a/companies.json 200']);
    expect(store.capabilities).toEqual({
      writes: false,
      history: true,
      persistent: true,
      announces: 'processes',
    });
    const written = await failure(store.publish(first.dataset));
    expect(written.code).toBe('NOT_SUPPORTED');
  });

  it('may have nothing yet, and is heard of when it has', async () => {
    const host = await StaticHost.start();
    writeStaticFolder(host.files, []);
    const store = await open({ url: host.url, pollMs: 20 });
    expect(await store.currentRelease()).toBeNull();
    expect(await store.releases()).toEqual([]);
    expect((await failure(store.query())).code).toBe('UNKNOWN_RELEASE');
    const heard: unknown[] = [];
    store.subscribe(({ release, previous }) => heard.push([previous, release.id]));
    writeStaticFolder(host.files, [first]);
    await vi.waitFor(() => expect(heard).toEqual([[null, first.id]]));
    expect((await store.get('NVDA'))?.fields['ROE (Fwd)']).toBe(79.43);
  });

  it.each(['data', 'data/', 'data/current.json'])('is found by %s', async (path) => {
    const host = await StaticHost.start();
    writeStaticFolder({ set: (name, data) => host.files.set(`data/${name}`, data) }, [first]);
    expect((await (await open(host.url + path)).currentRelease())?.id).toBe(first.id);
  });

  it('without an index has the current week only', async () => {
    const host = await StaticHost.start();
    writeStaticRelease(host.files, first);
    host.files.set(
      'current.json',
      JSON.stringify({ release_id: first.id, as_of: '2025-10-03', path: `releases/${first.id}` }),
    );
    const store = await open(host.url);
    expect(store.capabilities.history).toBe(false);
    expect(await store.releases()).toMatchObject([
      { id: first.id, companies: 2, month: 'Oct-25', current: true },
    ]);
    expect((await store.history('NVDA')).length).toBe(1);
  });

  it('walks pages of one snapshot while the next week is published', async () => {
    const host = await StaticHost.start();
    writeStaticFolder(host.files, [first]);
    const store = await open(host.url);
    const page = await store.query({ limit: 1 });
    writeStaticFolder(host.files, [first, second]);
    await store.refresh();
    const rest = await store.query({ cursor: page.next! });
    expect([...page.rows, ...rest.rows].map((row) => [row.Ticker, row['ROE (Fwd)']])).toEqual([
      ['AAPL', 181.76],
      ['NVDA', 79.43],
    ]);
  });
});

describe.each(['etag', 'modified'] as const)('with %s', (tags) => {
  it('asks whether something changed, and reads again only what did', async () => {
    const host = await StaticHost.start();
    host.tags = tags;
    writeStaticFolder(host.files, [first]);
    const store = await open(host.url);
    await store.releases();
    host.asked();
    expect(await store.refresh()).toBe(false);
    await store.releases();
    expect(host.asked()).toEqual(['current.json 304', 'releases.json 304']);
    writeStaticFolder(host.files, [first, second]);
    expect(await store.refresh()).toBe(true);
    expect((await store.currentRelease())?.id).toBe(second.id);
    expect(host.asked()).toEqual(['current.json 200']);
  });

  it('parses a single file once, however often it is asked for', async () => {
    const host = await StaticHost.start();
    host.tags = tags;
    host.files.set('companies.json', datasetJson(first.dataset));
    const store = await open(`${host.url}companies.json`);
    const before = await store.snapshot();
    const parse = vi.spyOn(JSON, 'parse');
    onTestFinished(() => parse.mockRestore());
    for (let asked = 0; asked < 3; asked++) expect(await store.refresh()).toBe(false);
    expect(parse).not.toHaveBeenCalled();
    expect(await store.snapshot()).toBe(before);
    host.files.set('companies.json', datasetJson(second.dataset));
    expect(await store.refresh()).toBe(true);
    expect((await store.get('NVDA'))?.fields['ROE (Fwd)']).toBe(79.44);
  });
});

describe('a mix of releases', () => {
  it('of pointer and file is read again, past the caches', async () => {
    const host = await StaticHost.start();
    writeStaticFolder(host.files, [first, second]);
    const right = host.files.get(`releases/${second.id}/companies.json`)!;
    const wrong = host.files.get(`releases/${first.id}/companies.json`)!;
    host.files.set(`releases/${second.id}/companies.json`, wrong);
    const store = await open(host.url);
    const error = await failure(store.companies());
    expect(error).toMatchObject({ code: 'STALE_RELEASE', retryable: true });
    expect(error.message).toContain(`${host.url}releases/${second.id}/companies.json`);
    let served = 0;
    host.fault = (request, response) => {
      if (!request.url!.endsWith('companies.json') || ++served > 1) return false;
      response.end(wrong);
      return true;
    };
    host.files.set(`releases/${second.id}/companies.json`, right);
    expect((await store.companies()).asOf).toBe('2025-10-10');
    expect(served).toBe(2);
  });

  it('of pointer and index is read again', async () => {
    const host = await StaticHost.start();
    writeStaticFolder(host.files, [first]);
    const store = await open(host.url);
    writeStaticFolder(host.files, [first, second]);
    // The pointer was read before the week was published, the index after it.
    expect((await store.releases()).map(({ id, current }) => [id, current])).toEqual([
      [first.id, false],
      [second.id, true],
    ]);
    expect((await store.companies()).asOf).toBe('2025-10-10');
  });

  it('whose index stays behind is what the pointer says', async () => {
    const host = await StaticHost.start();
    writeStaticFolder(host.files, [first, second]);
    const behind = JSON.parse(String(host.files.get('releases.json')));
    host.files.set(
      'releases.json',
      JSON.stringify({ current: first.id, releases: behind.releases.slice(0, 1) }),
    );
    const store = await open(host.url);
    expect((await store.releases()).map(({ id, current }) => [id, current])).toEqual([
      [first.id, false],
      [second.id, true],
    ]);
  });

  it('is no trouble when the release is taken away while it is asked for', async () => {
    const host = await StaticHost.start();
    writeStaticFolder(host.files, [first]);
    const store = await open(host.url);
    host.files.clear();
    writeStaticFolder(host.files, [second]);
    expect((await store.get('NVDA'))?.asOf).toBe('2025-10-10');
  });
});

describe('subscribe', () => {
  it('polls while somebody listens, and tells of each release once', async () => {
    const host = await StaticHost.start();
    writeStaticFolder(host.files, [first]);
    const store = await open({ url: host.url, pollMs: 20 });
    const heard: string[] = [];
    const end = store.subscribe(({ release, previous }) => heard.push(`${previous} → ${release.id}`));
    await vi.waitFor(() => expect(host.log.length).toBeGreaterThan(3));
    expect(heard).toEqual([]);
    writeStaticFolder(host.files, [first, second]);
    await vi.waitFor(() => expect(heard).toEqual([`${first.id} → ${second.id}`]));
    end();
    await new Promise((resolve) => setTimeout(resolve, 60));
    host.asked();
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(host.asked()).toEqual([]);
    expect(heard.length).toBe(1);
  });

  it('goes on through failures of the host, which the store tells of', async () => {
    const host = await StaticHost.start();
    writeStaticFolder(host.files, [first]);
    const store = await open({ url: host.url, pollMs: 20 });
    await store.companies();
    const heard: string[] = [];
    store.subscribe(({ release }) => heard.push(release.id));
    host.fault = (_, response) => {
      response.writeHead(503).end();
      return true;
    };
    await vi.waitFor(() => expect(store.problem?.code).toBe('UNREACHABLE'));
    expect((await store.get('NVDA'))?.asOf).toBe('2025-10-03');
    writeStaticFolder(host.files, [first, second]);
    host.fault = undefined;
    await vi.waitFor(() => expect(heard).toEqual([second.id]));
    expect(store.problem).toBeNull();
  });
});

describe('what goes wrong with a host', () => {
  it.each([
    [404, 'CANNOT_OPEN', false],
    [403, 'CANNOT_OPEN', false],
    [429, 'UNREACHABLE', true],
    [500, 'UNREACHABLE', true],
    [503, 'UNREACHABLE', true],
  ])('HTTP %i is %s', async (status, code, retryable) => {
    const host = await StaticHost.start();
    host.fault = (_, response) => {
      response.writeHead(status).end('<h1>no</h1>');
      return true;
    };
    const error = await failure(openJsonStore(host.url));
    expect(error).toMatchObject({ code, retryable, place: { file: `${host.url}current.json` } });
    expect(error.message).toContain(String(status));
  });

  it('nobody there is UNREACHABLE', async () => {
    const error = await failure(openJsonStore('http://127.0.0.1:9/data/'));
    expect(error).toMatchObject({ code: 'UNREACHABLE', retryable: true });
  });

  it('a connection cut off in the middle is UNREACHABLE', async () => {
    const host = await StaticHost.start();
    host.fault = (_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('{"metadata"');
      setTimeout(() => response.destroy(), 20);
      return true;
    };
    expect(await failure(openJsonStore(host.url))).toMatchObject({ code: 'UNREACHABLE', retryable: true });
  });

  it('silence is a TIMEOUT, before the answer and in the middle of it', async () => {
    const host = await StaticHost.start();
    host.fault = () => true;
    const url = host.url;
    expect(await failure(openJsonStore({ url, timeoutMs: 50 }))).toMatchObject({
      code: 'TIMEOUT',
      retryable: true,
    });
    host.fault = (_, response) => {
      response.writeHead(200).write('{');
      return true;
    };
    expect((await failure(openJsonStore({ url, timeoutMs: 50 }))).code).toBe('TIMEOUT');
  });

  it('a signal ends the opening, and close() what is on its way', async () => {
    const host = await StaticHost.start();
    writeStaticFolder(host.files, [first]);
    const store = await open(host.url);
    host.fault = () => true;
    const control = new AbortController();
    const opening = openJsonStore({ url: host.url, signal: control.signal });
    control.abort(new Error('gone'));
    expect((await failure(opening)).code).toBe('ABORTED');
    expect((await failure(openJsonStore({ url: host.url, signal: control.signal }))).code).toBe('ABORTED');

    const asked = store.companies();
    asked.catch(() => undefined);
    await vi.waitFor(() => expect(host.log.join()).toContain('companies.json'));
    await store.close();
    expect((await failure(asked)).code).toBe('CLOSED');
    expect((await failure(store.query())).code).toBe('CLOSED');
  });

  it('a page instead of a file is NOT_A_STORE, a cut file CORRUPT', async () => {
    const host = await StaticHost.start();
    host.files.set('current.json', '<!doctype html><title>App</title>');
    expect((await failure(openJsonStore(host.url))).code).toBe('NOT_A_STORE');
    host.files.set('current.json', '{"release_id": "a", "as_');
    expect((await failure(openJsonStore(host.url))).code).toBe('CORRUPT');
    host.files.set('current.json', '[{"Ticker":"A","ROE (Fwd)":NaN}]');
    expect((await failure(openJsonStore(host.url))).code).toBe('CORRUPT');
  });

  it('more bytes than allowed are TOO_LARGE, said or not, and compressed a thousand times', async () => {
    const host = await StaticHost.start();
    const text = datasetJson(sampleWeek([{ Ticker: 'A', corpName: ' '.repeat(1_000_000) }]));
    const url = `${host.url}companies.json`;
    const tooLarge = async () => (await failure(openJsonStore({ url, maxBytes: 100_000 }))).code;
    host.files.set('companies.json', text);
    expect(await tooLarge()).toBe('TOO_LARGE');
    host.files.set('companies.json', gzipSync(text));
    expect(await tooLarge()).toBe('TOO_LARGE');
    expect((await (await open(url)).companies()).fields.rowCount).toBe(1);
    host.files.set('companies.json', gzipSync(text).subarray(0, 900));
    expect((await failure(openJsonStore(url))).code).toBe('CORRUPT');
  });

  it('a pointer that leads out of the folder is none', async () => {
    const host = await StaticHost.start();
    for (const path of ['../x', 'https://example.org/x', '/etc', 'a/../../b', 'a//b', '']) {
      host.files.set('current.json', JSON.stringify({ release_id: 'a', as_of: '2025-10-10', path }));
      expect((await failure(openJsonStore(host.url))).code, path).toBe('NOT_A_STORE');
    }
  });
});
