/** What the tabs of a site tell each other about a database. */
export type Notice = { readonly about: 'release' } | { readonly about: 'preference'; readonly key: string };

/** The other users of a database, in this tab and in others. */
export class Tabs {
  readonly #channel: BroadcastChannel;
  #closed = false;

  constructor(database: string) {
    this.#channel = new BroadcastChannel(`stock-analyzer:${database}`);
  }

  tell(notice: Notice): void {
    // What was under way when this was closed is news all the same.
    const channel = this.#closed ? new BroadcastChannel(this.#channel.name) : this.#channel;
    channel.postMessage(notice);
    if (this.#closed) channel.close();
  }

  /** @returns a function that ends it. */
  listen(hear: (notice: Notice) => void): () => void {
    const listener = ({ data }: MessageEvent<Notice>) => hear(data);
    this.#channel.addEventListener('message', listener);
    return () => this.#channel.removeEventListener('message', listener);
  }

  close(): void {
    this.#closed = true;
    this.#channel.close();
  }
}
