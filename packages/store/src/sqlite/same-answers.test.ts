import { it } from 'vitest';
import { expectSameAnswers } from '../testing/same-answers';
import { openSqliteStore } from './index';

it('SQL gives the answers of the engine in memory, whatever the week and the question', {
  timeout: 60_000,
}, async () => {
  await expectSameAnswers(() => openSqliteStore(':memory:'), 60);
});
