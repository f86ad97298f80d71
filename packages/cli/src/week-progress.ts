import type { ReadProgress, WeekProgress } from '@stock-analyzer/etl';
import type { Progress } from './terminal/progress';

const STEPS = new Map([
  ['open', 'opening the file'],
  ['recover', 'looking at the output folder'],
  ['read', 'reading'],
  ['transform', 'mapping sheets to companies'],
  ['earlier_weeks', 'loading the weeks before'],
  ['validate', 'validating'],
  ['propose', 'looking for corrections'],
  ['decide', 'deciding about corrections'],
  ['correct', 'correcting'],
  ['validate_again', 'validating again'],
  ['compare', 'comparing with the week before'],
  ['release_folder', 'writing the release'],
  ['database_stage', 'writing the database'],
  ['current_pointer', 'releasing'],
  ['database_release', 'releasing'],
  ['fixed_files', 'replacing the fixed-name files'],
]);

/** Shows how far a weekly run is. */
export function weekProgress(progress: Progress): (at: WeekProgress) => void {
  return ({ step, read }) => {
    progress.show(read ? readingText(read) : (STEPS.get(step) ?? step));
  };
}

/** How far the reading of a workbook is. */
export function readingText({ step, sheet, done, total }: ReadProgress): string {
  if (sheet === undefined) return 'opening the workbook';
  return `${step === 'sheet' ? 'reading' : 'making columns of'} ${sheet} (${done + 1} of ${total})`;
}
