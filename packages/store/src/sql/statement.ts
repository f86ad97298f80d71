import type { SqlValue } from './connection';
import type { Dialect } from './dialect';

/** The values of one statement: whatever comes from a question is bound, never written into the text. */
export class Bindings {
  readonly dialect: Dialect;
  readonly values: SqlValue[] = [];

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  /** Binds one value more; gives how the text names it. */
  bind(value: SqlValue): string {
    return this.dialect.place(this.values.push(value));
  }

  /** Binds a list of texts as one value, however long it is; gives what stands behind IN. */
  bindList(texts: readonly string[]): string {
    return this.dialect.list(this.bind(JSON.stringify(texts)));
  }
}
