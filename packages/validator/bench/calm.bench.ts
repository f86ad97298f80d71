import { generateCorpus } from '@stock-analyzer/fixtures';
import { globalScouterRelations, globalScouterRestatements } from '@stock-analyzer/schema/relations';
import { figure } from '@stock-analyzer/tools/bench';
import { createValidator, type Rule } from '@stock-analyzer/validator';
import { weekRules } from '@stock-analyzer/validator/week';

// How calm the rules are on true data: issues of each rule, and errors and warnings in 500 values, on generated
// weeks without a mistake in them, with no, one and three earlier weeks. Warnings that a value is outside of the
// document's plausible range are counted apart. --companies=N (default 6,000) and --seed=TEXT.

const option = (name: string, otherwise: string) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const weeks = generateCorpus({
  seed: option('seed', 'calm'),
  companies: Number(option('companies', '6000')),
  weeks: 4,
});
const week = weeks.at(-1)!;
const { validate, rules } = createValidator(week.schema, {
  rules: weekRules({ relations: globalScouterRelations, restatements: globalScouterRestatements }),
});
const severities = new Map(rules.map(({ name, severity }: Rule) => [name, severity]));

for (const many of [0, 1, 3]) {
  const { fields, issues } = validate(week, { earlier: weeks.slice(3 - many, 3) });
  const values = fields.reduce((sum, field) => sum + field.values, 0);
  const counts = new Map<string, number>();
  for (const { rule, code } of issues) counts.set(rule ?? code, (counts.get(rule ?? code) ?? 0) + 1);
  const name = `calm.${many}_weeks`;
  for (const [rule, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    figure(`${name}.${rule}`, count, `issues (${severities.get(rule) ?? 'merged'})`);
  }
  const loud = issues.filter(({ severity, rule }) => severity !== 'info' && rule !== 'plausible-range');
  figure(`${name}.values`, values, 'values');
  figure(`${name}.loud_per_500`, (500 * loud.length) / values, 'errors and warnings in 500 values');
}
