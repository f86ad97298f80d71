// Runs in a project that has the packages installed (see smoke.mjs): what a newcomer writes first, with the validator
// and with its one file. Prints what went wrong with each, as JSON.
import * as schema from '@stock-analyzer/schema';
import * as validator from '@stock-analyzer/validator';
import * as bundle from '@stock-analyzer/validator/bundle';

const rows = [{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 7943 }];
const ways = {
  'the validator': validator.createValidator(schema.companySchema),
  'the validator as one file': bundle.createValidator(bundle.companySchema),
};
const results = Object.entries(ways).map(([name, { validate }]) => {
  const found = validate(rows).issues.map(
    ({ ticker, code, suggestion }) => `${ticker} ${code} ${suggestion}`,
  );
  const problem = found.join() === 'NVDA percentage_basis_points 79.43' ? null : `it found ${found.join()}`;
  return { name, problem };
});
console.log(JSON.stringify(results));
