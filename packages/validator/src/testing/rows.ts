import { companySchema, type FieldDefinition, type Issue, type Row } from '@stock-analyzer/schema';
import { createValidator } from '../validator';

/** A seeded generator of numbers from 0 to 1, so that a failing test fails again. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** About normal, mean 0, deviation 1. */
export function normal(random: () => number): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random();
  return sum;
}

/** Companies whose return on equity is spread as real ones are: a few per cent to some dozens, some losses. */
export function companies(count: number, seed = 1): Row[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, index) => ({
    Ticker: `T${index}`,
    corpName: `Company ${index}`,
    'ROE (Fwd)': (random() < 0.1 ? -1 : 1) * 12 * Math.exp(0.8 * normal(random)),
  }));
}

const validator = createValidator(companySchema);

/** One company with the given values, and the codes and fields of its issues. */
export function problemsOf(values: Record<string, unknown>): string[] {
  return issuesOf([{ Ticker: 'AAPL', corpName: 'Apple', ...values }]).map(
    ({ code, field }) => `${code} ${field}`,
  );
}

export function issuesOf(rows: Iterable<object>): readonly Issue[] {
  return validator.validate(rows).issues;
}

/** A field with what matters to a test. */
export function field(parts: Partial<FieldDefinition> & { name: string }): FieldDefinition {
  const column = parts.name.toLowerCase().replace(/\W+/g, '_');
  return {
    key: column,
    column,
    category: 'native',
    kind: 'number',
    unit: 'none',
    description: { en: parts.name, ko: parts.name },
    ...parts,
  };
}
