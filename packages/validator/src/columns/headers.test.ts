import { companySchema } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { mapHeaders } from './headers';

const named = (...headers: string[]) => {
  const { fieldOf, unknown, surplus } = mapHeaders(companySchema, headers);
  const names = Array.from(fieldOf, (index) => companySchema.fields[index]?.name);
  return { names, unknown, surplus: surplus.map(({ header }) => header) };
};

describe('headers', () => {
  it('name fields, in any month', () => {
    expect(named('ROE (Fwd)', 'PER (Nov-25)', 'Price/Sales (Jan-26)').names).toEqual([
      'ROE (Fwd)',
      'PER (Oct-25)',
      'Price/Sales (Oct-25)',
    ]);
  });

  it.each([
    'PER (Fwd)',
    'PER (3)',
    'PER (Avg)',
    'PER (Nov-25) ',
    'PER Nov-25',
    'roe',
    '__proto__',
    'constructor',
    '',
  ])('are never guessed: %j is unknown', (header) => {
    expect(named(header)).toEqual({ names: [undefined], unknown: [header], surplus: [] });
  });

  it('of one field: the exact name wins, else the first', () => {
    expect(named('PER (Nov-25)', 'PER (Oct-25)').surplus).toEqual(['PER (Nov-25)']);
    expect(named('PER (Nov-25)', 'PER (Sep-25)').surplus).toEqual(['PER (Sep-25)']);
  });
});
