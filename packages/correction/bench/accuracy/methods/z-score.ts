import { type Change, type Method, numberColumns, type Shown } from './method';

const FAR = 3;

/**
 * The usual outlier rule: more than three standard deviations from the field's mean is an outlier. One that
 * comes in when divided by 100 is divided, one that comes in when multiplied is multiplied, others are shown.
 */
export const zScore: Method = {
  name: 'z_score',
  look(week) {
    const changes: Change[] = [];
    const shown: Shown[] = [];
    for (const { field, numbers } of numberColumns(week)) {
      const present = numbers.filter((value) => !Number.isNaN(value));
      const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
      const spread = Math.sqrt(present.reduce((sum, value) => sum + (value - mean) ** 2, 0) / present.length);
      const isFar = (value: number) => Math.abs(value - mean) > FAR * spread;
      numbers.forEach((value, row) => {
        if (!isFar(value)) return;
        const to = [value / 100, value * 100].find((candidate) => !isFar(candidate));
        if (to === undefined) shown.push({ row, field: field.name });
        else changes.push({ row, field: field.name, to, automatic: true, confidence: 1, group: null });
      });
    }
    return { changes, shown, plausibleWarnings: 0 };
  },
};
