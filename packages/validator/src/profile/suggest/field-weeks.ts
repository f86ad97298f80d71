import type { FieldDefinition, Schema } from '@stock-analyzer/schema';
import { type ProfileInput, readProfiled } from '../input';
import { type FieldProfile, profileColumns } from '../profile';

/** Values listed of a field: a longer list is no list of choices. */
export const CHOICES = 50;

/** One field over the weeks. */
export interface FieldWeeks {
  /** Display name of the schema's field, whatever the month; else the header. */
  readonly name: string;
  readonly field: FieldDefinition | undefined;
  /** Kebab-case and unique: what names of its rules begin with. */
  readonly slug: string;
  /** How many weeks there are. */
  readonly weeks: number;
  /** Of each week that has the field. */
  readonly profiles: readonly FieldProfile[];
  /** Values over all weeks. */
  readonly values: number;
}

/** Profiles weeks one after the other and puts together what they say of each field. */
export function fieldsOverWeeks(weeks: readonly ProfileInput[], schema: Schema | undefined): FieldWeeks[] {
  const found = new Map<string, { field: FieldDefinition | undefined; profiles: FieldProfile[] }>();
  for (const week of weeks) {
    const data = readProfiled(week, schema);
    profileColumns(data, CHOICES + 1).forEach((profile, at) => {
      const { field } = data.columns[at]!;
      const name = field?.name ?? profile.field;
      const entry = found.get(name) ?? { field, profiles: [] };
      found.set(name, entry);
      entry.profiles.push(profile);
    });
  }
  const slugs = new Set<string>();
  return [...found].map(([name, { field, profiles }], at) => {
    const plain = (field?.column ?? name)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    const slug =
      plain === '' || slugs.has(plain) ? [plain, 'field', at + 1].filter(Boolean).join('-') : plain;
    slugs.add(slug);
    const values = profiles.reduce((sum, { count }) => sum + count, 0);
    return { name, field, slug, weeks: weeks.length, profiles, values };
  });
}
