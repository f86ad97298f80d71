import { afterEach, expect, it } from 'vitest';
import { newName } from '../testing/idb-stores';
import { openIdbStore, openPreferences, type Preferences, persistStorage, storageStatus } from './index';

const opened: Preferences[] = [];

async function open(name = newName()) {
  const preferences = await openPreferences({ name });
  opened.push(preferences);
  return { name, preferences };
}

afterEach(() => {
  for (const preferences of opened.splice(0)) preferences.close();
});

it('keeps what JSON can say', async () => {
  const { name, preferences } = await open();
  const values = {
    columns: ['Ticker', 'ROE (Fwd)'],
    dark: true,
    page: 50,
    none: null,
    '__proto__ x': { a: 1 },
  };
  for (const [key, value] of Object.entries(values)) await preferences.set(key, value);
  const { preferences: again } = await open(name);
  expect(Object.fromEntries(await again.entries())).toEqual(values);
  expect(await again.get('columns')).toEqual(['Ticker', 'ROE (Fwd)']);
  await again.delete('dark');
  await again.delete('never there');
  expect(await preferences.get('dark')).toBeUndefined();
});

it('tells the others what was set and deleted', async () => {
  const { name, preferences } = await open();
  const { preferences: other } = await open(name);
  const heard: unknown[] = [];
  const own: unknown[] = [];
  const end = other.subscribe((event) => heard.push(event));
  preferences.subscribe((event) => own.push(event));
  await preferences.set('page', 100);
  await expect.poll(() => heard).toEqual([{ key: 'page', value: 100 }]);
  await preferences.delete('page');
  await expect.poll(() => heard).toHaveLength(2);
  expect(heard[1]).toEqual({ key: 'page', value: undefined });
  end();
  await preferences.set('page', 1);
  await other.set('last', 1);
  await expect.poll(() => own).toEqual([{ key: 'last', value: 1 }]);
  expect(heard).toHaveLength(2);
});

it('lives beside the weeks', async () => {
  const { name, preferences } = await open();
  await preferences.set('page', 100);
  const store = await openIdbStore({ name });
  expect(await store.releases()).toEqual([]);
  await store.close();
  expect(await preferences.get('page')).toBe(100);
});

it('the browser tells how much is stored', async () => {
  const { usedBytes, quotaBytes, persistent } = await storageStatus();
  expect(quotaBytes).toBeGreaterThan(usedBytes!);
  expect(await persistStorage()).toBeTypeOf('boolean');
  expect(persistent).toBeTypeOf('boolean');
});
