import type { DataRow } from './language';
import type { SkeletonLogger } from './logger';
import type { SkeletonStats } from './stats';

/** What subscribers are told; `type` says which of the other parts there are. */
export interface SkeletonEvent {
  /** `data:updated` and `data:change` (other rows are there), `data:error`, or one of the page's own. */
  readonly type: string;
  readonly data?: readonly DataRow[];
  readonly stats?: SkeletonStats;
  /** What went wrong. */
  readonly error?: string;
  readonly stack?: string | undefined;
  readonly [detail: string]: unknown;
}

/** Told of events; what it returns is waited for if it is a promise. */
export type SkeletonListener = (event: SkeletonEvent) => unknown;

/** What {@link DataSkeleton.subscribe} may be told. */
export interface SubscribeOptions {
  /** Who subscribes; counted in the statistics. Default `global`. */
  readonly module?: string;
  /** Which events. Default `['data:change']`. */
  readonly events?: readonly string[];
}

/** One subscriber. */
export interface SkeletonSubscription {
  readonly id: string;
  readonly callback: SkeletonListener;
  readonly events: readonly string[];
  readonly module: string;
}

/** Tells all who want the event and waits for them; who fails is logged and disturbs nobody. */
export async function notify(
  subscribers: ReadonlySet<SkeletonSubscription>,
  event: SkeletonEvent,
  logger: SkeletonLogger,
): Promise<void> {
  const pending: Promise<unknown>[] = [];
  for (const subscription of [...subscribers]) {
    const { events, callback, module } = subscription;
    if (!events.includes(event.type) || !subscribers.has(subscription)) continue;
    pending.push(
      (async () => callback(event))().catch((error) => {
        logger.error?.(`DataSkeleton: subscriber ${module} failed on ${event.type}`, error);
      }),
    );
  }
  await Promise.all(pending);
}
