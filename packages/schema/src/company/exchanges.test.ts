import { describe, expect, it } from 'vitest';
import { stockExchanges } from './exchanges';

describe('the exchanges', () => {
  it('share no name, spelling or ending, so that each tells one exchange', () => {
    const names = stockExchanges.flatMap(({ name, spellings }) => [
      ...new Set([name, ...spellings].map((text) => text.toLowerCase())),
    ]);
    expect(new Set(names).size).toBe(names.length);
    const endings = stockExchanges.flatMap(({ ending }) => ending || []);
    expect(new Set(endings).size).toBe(endings.length);
  });
});
