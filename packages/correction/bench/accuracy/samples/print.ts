import { cellAt, type Dataset } from '@stock-analyzer/schema';
import { figure } from '@stock-analyzer/tools/bench';
import { CleanCount } from '../measure/clean';
import { placesOf } from '../measure/tally';
import { correctionEngine } from '../methods/correction-engine';
import { sampleWeeks } from './read';

/** Real values, where there are any: what the engine would change or flag among them. */
export function printRealValues(like: Dataset): void {
  const weeks = sampleWeeks(like);
  if (weeks.length === 0) console.log('Real values: none here (../shared/samples), skipped');
  const count = new CleanCount();
  for (const { name, week } of weeks) {
    const verdict = correctionEngine.look(week, []);
    count.add(week, verdict);
    const changes = new Map(verdict.changes.map(({ row, field, to }) => [`${row} ${field}`, to]));
    for (const place of placesOf(verdict)) {
      const [row, field] = [Number.parseInt(place, 10), place.slice(place.indexOf(' ') + 1)];
      const column = week.fields.byName.get(field) ?? week.native.byName.get(field);
      const value = column ? cellAt(column, row) : null;
      const ticker = cellAt(week.fields.byName.get('Ticker')!, row);
      const to = changes.has(place) ? ` → ${changes.get(place)}` : '';
      console.log(`  flagged in ${name}: ${ticker} ${field} ${value}${to}`);
    }
  }
  figure('accuracy.samples.cells', count.cells, 'cells');
  figure('accuracy.samples.auto_changes', count.changes, 'cells');
  figure('accuracy.samples.flags', count.flags, 'flags');
}
