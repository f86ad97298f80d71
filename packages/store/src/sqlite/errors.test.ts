import { describe, expect, it } from 'vitest';
import { StoreError } from '../errors';
import { toStoreError } from './errors';

const engine = (rawCode: number) => Object.assign(new Error('some words'), { rawCode });

describe('toStoreError', () => {
  it('knows an engine error by its primary code, whatever the extended one', () => {
    expect(toStoreError(engine(5), 'a.db')).toMatchObject({ code: 'BUSY', retryable: true });
    expect(toStoreError(engine(5 | (2 << 8)), 'a.db').code).toBe('BUSY');
    expect(toStoreError(engine(8 | (6 << 8)), 'a.db').code).toBe('READ_ONLY');
    expect(toStoreError(engine(11 | (1 << 8)), 'a.db').code).toBe('CORRUPT');
    expect(toStoreError(engine(10 | (19 << 8)), 'a.db').code).toBe('FULL');
    expect(toStoreError(engine(10 | (1 << 8)), 'a.db').code).toBe('ENGINE');
    expect(toStoreError(new Error('ConnectionFailed("Unable to open …: 14")'), 'a.db').code).toBe(
      'CANNOT_OPEN',
    );
  });

  it('keeps what it does not know as the cause, and says where it was', () => {
    const cause = engine(19);
    const error = toStoreError(cause, 'a.db');
    expect(error).toMatchObject({ code: 'ENGINE', retryable: false, cause, place: { file: 'a.db' } });
    expect(error.message).toBe('SQLite failed: some words (at a.db)');
  });

  it('leaves our own errors as they are', () => {
    const error = new StoreError({ code: 'CLOSED', message: 'closed' });
    expect(toStoreError(error, 'a.db')).toBe(error);
  });
});
