import { on } from 'node:events';
import { emitKeypressEvents } from 'node:readline';
import type { ReadStream } from 'node:tty';

/** One press of a key. */
export interface Key {
  /** `up`, `return`, `escape`…; of a key that writes something, what it writes. */
  readonly name: string;
  /** What it writes; empty for a key that steers. */
  readonly text: string;
}

/** Keys that are known by a name. */
const NAMED: ReadonlySet<string> = new Set([
  'up',
  'down',
  'left',
  'right',
  'pageup',
  'pagedown',
  'home',
  'end',
  'return',
  'enter',
  'escape',
  'backspace',
]);

/** Keys from a terminal, one by one. Ctrl-C stays the signal that it is everywhere else; Ctrl-D ends the input. */
export async function* pressedKeys(stdin: ReadStream, signal: AbortSignal): AsyncIterable<Key> {
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.resume();
  try {
    const presses = on(stdin, 'keypress', { signal, close: ['end', 'close'] });
    for await (const [text, key] of presses as AsyncIterable<[string | undefined, RawKey]>) {
      if (key.ctrl && key.name === 'c') process.kill(process.pid, 'SIGINT');
      else if (key.ctrl && key.name === 'd') return;
      else if (key.name !== undefined && NAMED.has(key.name)) yield { name: key.name, text: '' };
      else if (text !== undefined && !/\p{Cc}/u.test(text)) yield { name: text, text };
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
  }
}

interface RawKey {
  readonly name?: string;
  readonly ctrl?: boolean;
}
