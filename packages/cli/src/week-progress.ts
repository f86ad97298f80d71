import type { WeekProgress } from '@stock-analyzer/etl';
import type { Progress } from './terminal/progress';

const STEPS = new Map([
  ['open', 'opening the file'],
  ['recover', 'looking at the output folder'],
  ['read', 'reading'],
  ['transform', 'mapping sheets to companies'],
  ['validate', 'validating'],
  ['previous_week', 'loading the week before'],
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
    const sheet = read?.sheet ? ` ${read.sheet} (${read.done} of ${read.total})` : '';
    progress.show(`${STEPS.get(step) ?? step}${sheet}`);
  };
}
