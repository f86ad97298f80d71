import type { StoreErrorCode } from '../../errors';

/** The model refuses what a store has to refuse with this code. */
export class Refusal extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode) {
    super(code);
    this.code = code;
  }
}
