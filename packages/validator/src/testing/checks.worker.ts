import { companySchema } from '@stock-analyzer/schema';
import { defineRule } from '../rules/rule';
import { createValidator } from '../validator';
import { weekRules } from '../week/index';
import { answerChecks } from '../worker/answer-checks';

/** A worker of Node or of a browser that answers checks; a company named `trap` makes one of its rules throw. */
const trap = defineRule({
  name: 'trap',
  cell: ({ name }) =>
    name === 'corpName'
      ? (value) => {
          if (value === 'trap') throw new Error('trapped');
          return false;
        }
      : undefined,
  explain: () => ({ expected: '', message: '' }),
});

const isBrowser = 'addEventListener' in globalThis && 'postMessage' in globalThis;
const end = isBrowser ? undefined : (await import('node:worker_threads')).parentPort;
answerChecks(createValidator(companySchema, { rules: [...weekRules(), trap] }), end ?? undefined);
