import { type Change, type Method, numberColumns } from './method';

/** The rule of the scripts before: a percentage below 1 is taken for a fraction and multiplied by 100. */
export const belowOne: Method = {
  name: 'below_one',
  look(week) {
    const changes: Change[] = [];
    for (const { field, numbers } of numberColumns(week)) {
      if (field.kind !== 'percentage') continue;
      numbers.forEach((value, row) => {
        if (value === 0 || !(Math.abs(value) < 1)) return;
        changes.push({
          row,
          field: field.name,
          to: value * 100,
          automatic: true,
          confidence: 1,
          group: null,
        });
      });
    }
    return { changes, shown: [], plausibleWarnings: 0 };
  },
};
