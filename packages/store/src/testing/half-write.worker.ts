/** A worker that begins to publish a week, says "mid", and never ends. */
import type { Dataset } from '@stock-analyzer/schema';
import type { ReleaseOptions, StageOptions } from '../contract';
import { openIdbStore } from '../idb/index';
import { holdAtPut } from './hold-write';

/** What the worker is told. */
export interface HalfWrite {
  readonly name: string;
  readonly dataset: Dataset;
  readonly options: StageOptions & ReleaseOptions;
}

addEventListener('message', async ({ data: { name, dataset, options } }: MessageEvent<HalfWrite>) => {
  const store = await openIdbStore({ name });
  holdAtPut(2, () => postMessage('mid'));
  await store.publish(dataset, options);
});
