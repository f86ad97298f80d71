import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import {
  canonicalProfile,
  globalScouter,
  type QuarantinedRow,
  type RowReason,
  readWeek,
  type SourceProfile,
  weekValidator,
} from '@stock-analyzer/etl';
import type { Dataset, Issue } from '@stock-analyzer/schema';
import type { ReportOptions, ValidationReport } from '@stock-analyzer/validator';
import { Option } from 'commander';
import { Progress } from './terminal/progress';
import type { Terminal } from './terminal/terminal';
import { weekProgress } from './week-progress';

const PROFILES = [globalScouter, canonicalProfile];

/** `--profile`: what the file's columns are read as. */
export function profileOption(): Option {
  return new Option(
    '--profile <id>',
    'how the columns are to be understood (default: canonical for a file called companies, else global-scouter)',
  ).choices(PROFILES.map(({ id }) => id));
}

/** The profile that `--profile` names; undefined leaves it to the file. */
export function profileById(id: string | undefined): SourceProfile | undefined {
  return PROFILES.find((profile) => profile.id === id);
}

/** Reads a week and checks it, for the commands that make no release. */
export function checkWeek(
  file: string,
  { profile: profileId, ...options }: ReportOptions & { readonly profile?: SourceProfile['id'] },
  terminal: Terminal,
): Promise<{ readonly dataset: Dataset; readonly report: ValidationReport }> {
  const { signal } = terminal;
  return Progress.of(terminal, async (progress) => {
    const onProgress = weekProgress(progress);
    const profile = profileById(profileId);
    // Rows need no date to be checked: the file's own serves where nothing says one.
    const asOf = await dayOf(file);
    const { transformed } = await readWeek(file, { signal, onProgress, asOf, ...(profile && { profile }) });
    const { dataset, quarantine } = transformed;
    const issues = [...transformed.issues, ...quarantine.flatMap((row) => keptOut(row, options))];
    onProgress({ step: 'validate' });
    const validator = weekValidator({ ...transformed.profile, schema: dataset.schema });
    const report = validator.validate(dataset, { ...options, issues });
    // None of this ever waits: here a Ctrl-C is heard.
    await setImmediate();
    signal.throwIfAborted();
    return { dataset, report };
  });
}

/** The day on which a file was last changed, or today where that is not known. */
async function dayOf(file: string): Promise<string> {
  const time = await stat(file).then(
    ({ mtime }) => mtime,
    () => new Date(),
  );
  return time.toISOString().slice(0, 10);
}

const WANTED: Readonly<Partial<Record<RowReason, string>>> = {
  missing_ticker: 'Ticker',
  missing_name: 'corpName',
};

/** A row that is no company for want of a required value; the validator never sees it. */
function keptOut({ sheet, row, reason, ticker }: QuarantinedRow, { language }: ReportOptions): Issue[] {
  const field = WANTED[reason];
  if (field === undefined) return [];
  return [
    {
      row: null,
      ticker,
      field,
      code: 'missing_required',
      severity: 'error',
      value: null,
      expected: language === 'ko' ? '값 필요' : 'a value',
      message:
        language === 'ko'
          ? `${sheet} ${row}행에 ${field} 값이 없어 제외됩니다`
          : `Row ${row} of ${sheet} has no ${field} and is kept out`,
    },
  ];
}
