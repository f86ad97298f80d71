/** What a test's page has: the scenarios of the conformance suite, over static files of its host. */
import { type ProvidedWeek, runScenario, storeScenarios } from '../conformance/index';
import { openJsonStore } from '../json/index';
import { type FileSink, writeStaticFolder } from './static-files';

declare global {
  /** Puts a file on the host. */
  function putFile(path: string, data: string): Promise<void>;
}

const POLL_MS = 5;
let places = 0;

/** Collects what is written, to be put on the host in that order. */
class Outbox implements FileSink {
  readonly #prefix: string;
  #files: [path: string, data: string][] = [];

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  set(path: string, data: string | Uint8Array): void {
    this.#files.push([this.#prefix + path, String(data)]);
  }

  async send(): Promise<void> {
    for (const [path, data] of this.#files.splice(0)) await putFile(path, data);
  }
}

const conformance = {
  /** Runs one scenario on a folder of its own: how it ended, or what was wrong. */
  async run(key: string): Promise<string> {
    const scenario = storeScenarios.find((one) => one.key === key)!;
    const folder = `place-${places++}/`;
    const outbox = new Outbox(folder);
    const all: ProvidedWeek[] = [];
    writeStaticFolder(outbox, []);
    await outbox.send();
    const place = {
      open: () => openJsonStore({ url: folder, pollMs: POLL_MS }),
      async provide(weeks: readonly ProvidedWeek[]) {
        for (const week of weeks) {
          all.push(week);
          writeStaticFolder(
            outbox,
            all.map(({ releaseId, ...rest }) => ({ ...rest, id: releaseId })),
          );
          await outbox.send();
        }
        await new Promise((resolve) => setTimeout(resolve, 2 * POLL_MS));
      },
    };
    try {
      return (await runScenario(scenario, place)).outcome;
    } catch (error) {
      return String(error);
    }
  },
};

export type ConformancePage = typeof conformance;

Object.assign(globalThis, { conformance });
