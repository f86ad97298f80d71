import fc from 'fast-check';

const cell = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -3000, max: 3000, noNaN: true }) },
  fc.constantFrom(
    null,
    '',
    ' ',
    0,
    -0,
    1e308,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
    'x',
    '12',
    'NYSE',
    'A',
    'B.C',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
/** Fields of several kinds, a month variant beside the field itself, and names that are none. */
export const messyNames = [
  'Ticker',
  'corpName',
  'exchange',
  'ROE (Fwd)',
  'Dividend Yield (Fwd)',
  'Avg Volume (3M)',
  'PER (Nov-25)',
  'PER (Oct-25)',
  '__proto__',
  'other',
];
/** A row with values of any kind, right and wrong. */
export const messyRow = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...messyNames), cell), { selector: ([name]) => name })
  .map((entries) => {
    const made: Record<string, never> = Object.create(null);
    for (const [name, value] of entries) made[name] = value as never;
    return made;
  });
/** Rows of different keys. */
export const messyRows = fc.array(messyRow, { maxLength: 60 });
