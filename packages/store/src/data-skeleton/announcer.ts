import {
  notify,
  type SkeletonEvent,
  type SkeletonListener,
  type SkeletonSubscription,
  type SubscribeOptions,
} from './events';
import type { SkeletonLogger } from './logger';

/** Knows who wants to hear of what. */
export class Announcer {
  subscribers = new Set<SkeletonSubscription>();
  moduleSubscribers = new Map<string, Set<SkeletonSubscription>>();
  /** @internal */
  protected readonly logger: SkeletonLogger;
  #subscriptions = 0;

  /** @internal */
  constructor(logger: SkeletonLogger) {
    this.logger = logger;
  }

  /**
   * Calls back on every event of the given names.
   *
   * @returns a function that ends it.
   */
  subscribe(callback: SkeletonListener, options: SubscribeOptions = {}): () => void {
    const { module = 'global', events = ['data:change'] } = options;
    const subscription = { id: `${module}-${++this.#subscriptions}`, callback, events, module };
    const ofModule = this.moduleSubscribers.get(module) ?? new Set();
    this.moduleSubscribers.set(module, ofModule.add(subscription));
    this.subscribers.add(subscription);
    return () => {
      this.subscribers.delete(subscription);
      ofModule.delete(subscription);
    };
  }

  /** Tells all subscribers of an event, and waits for those that take time. One that fails is logged. */
  async notifyAll(event: SkeletonEvent): Promise<void> {
    await notify(this.subscribers, event, this.logger);
  }

  /** @internal Tells what went wrong, and gives its message. */
  protected async report(cause: unknown): Promise<string> {
    const error = cause instanceof Error ? cause.message : String(cause);
    this.logger.error?.('DataSkeleton:', cause);
    await this.notifyAll({
      type: 'data:error',
      error,
      stack: cause instanceof Error ? cause.stack : undefined,
    });
    return error;
  }
}
