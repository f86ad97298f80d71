import { StoreError } from '../errors';
import type { DatabaseHome } from './home';

/** What homes in a browser share: locks and news among the tabs of one origin. */
export function amongTabs(
  place: string,
  busyTimeoutMs: number,
): Pick<DatabaseHome, 'announces' | 'exclusively' | 'announce' | 'watch'> {
  const name = `stock-analyzer ${place}`;
  return {
    announces: 'tabs',
    async exclusively(work) {
      if (!navigator.locks) return work();
      try {
        return await navigator.locks.request(name, { signal: AbortSignal.timeout(busyTimeoutMs) }, work);
      } catch (cause) {
        if ((cause as DOMException).name !== 'TimeoutError') throw cause;
        throw new StoreError({
          code: 'BUSY',
          message: 'Another tab is writing to the database',
          advice: 'Try again.',
          place: { file: place },
          retryable: true,
          cause,
        });
      }
    },
    announce() {
      const channel = new BroadcastChannel(name);
      channel.postMessage('released');
      channel.close();
    },
    watch(heard) {
      const channel = new BroadcastChannel(name);
      channel.onmessage = () => heard();
      return () => channel.close();
    },
  };
}
