import { generateCorpus, plantErrors } from '@stock-analyzer/fixtures';
import { createValidator } from '@stock-analyzer/validator';
import { expect, it } from 'vitest';
import { proposeCorrections } from './propose';

it('issues of native fields are answered like those of canonical ones', () => {
  const weeks = generateCorpus({ seed: 1, companies: 120, weeks: 1 });
  const { week } = plantErrors(weeks, { seed: 1, columns: 0, kinds: ['text_number'] });
  const { issues } = createValidator(week.schema).validate(week);
  const native = proposeCorrections(week, issues).proposals.filter(
    ({ field, rule }) => rule === 'text_number' && week.nativeSchema.byName.has(field),
  );
  expect(native.length).toBeGreaterThan(0);
  expect(native.every(({ answers }) => answers?.code === 'wrong_type')).toBe(true);
});
