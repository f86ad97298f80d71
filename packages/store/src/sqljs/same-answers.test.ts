import { it } from 'vitest';
import { expectSameAnswers } from '../testing/same-answers';
import { openSqljsStore } from './node';

it('gives the answers of the engine in memory, whatever the week and the question', {
  timeout: 120_000,
}, async () => {
  await expectSameAnswers(() => openSqljsStore(), 25);
});
