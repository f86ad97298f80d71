import { StoreError, type StoreErrorCode } from '../errors';
import { difference, show } from './difference';

/** What else {@link Check.fails} expects of an error. */
export interface ExpectedError {
  /** What the message has to contain. */
  readonly message?: RegExp;
  /** What `place` has to hold, among other things. */
  readonly place?: Readonly<Record<string, unknown>>;
  readonly retryable?: boolean;
}

/** The assertions of the scenarios. They need no test runner, and count themselves. */
export class Check {
  /** How many were made so far. */
  count = 0;

  /** Deeply equal; see the message for where they are not. */
  equal(actual: unknown, expected: unknown, what: string): void {
    this.count++;
    const found = difference(actual, expected);
    if (found) throw new Error(`${what}: ${found}`);
  }

  /** Something has to be true. */
  ok(holds: boolean, what: string): void {
    this.count++;
    if (!holds) throw new Error(what);
  }

  /** A call has to fail with a {@link StoreError} of this code, which tells enough; gives the error. */
  async fails(
    code: StoreErrorCode,
    call: () => unknown,
    what: string,
    expected: ExpectedError = {},
  ): Promise<StoreError> {
    this.count++;
    const error = await failureOf(call);
    if (error === undefined) throw new Error(`${what}: it has to fail with ${code}, and does not`);
    if (!(error instanceof StoreError)) {
      throw new Error(`${what}: it has to fail with the StoreError ${code}, and throws ${String(error)}`, {
        cause: error,
      });
    }
    const { message = /./, place = {}, retryable = false } = expected;
    this.equal(error.code, code, `${what} ("${error.message}"): the code`);
    this.ok(
      message.test(error.message),
      `${what}: the message has to say ${message}, not "${error.message}"`,
    );
    for (const [key, value] of Object.entries(place)) {
      this.equal(error.place[key as 'field'], value, `${what}: place.${key}`);
    }
    this.equal(error.retryable, retryable, `${what}: retryable`);
    return error;
  }

  /** Waits until something holds. */
  async soon(holds: () => boolean, patienceMs: number, what: string): Promise<void> {
    this.count++;
    const end = Date.now() + patienceMs;
    while (!holds()) {
      if (Date.now() > end) throw new Error(`${what}, within ${show(patienceMs)} ms`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

async function failureOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return error ?? new Error('It throws nothing in particular');
  }
}
