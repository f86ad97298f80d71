import type { Bilingual } from '@stock-analyzer/schema';
import type { QualityReportInput } from '../input';
import { showCount } from '../numbers';
import { brief } from '../text';
import { words } from '../words/words';
import { both, data, type Hole, html, type Markup } from './markup';
import { section } from './parts';

/** Which bytes, by which rules, in which run. */
export function provenanceSection({ run, dataset, report }: QualityReportInput): Markup {
  const { file, sha256, bytes, profile } = dataset.provenance;
  const line = (label: Bilingual, value: Hole) => html`<dt>${both(label)}</dt><dd>${value}</dd>`;
  return section(
    'provenance',
    words.provenance,
    html`<dl class="facts">
${line(words.file, html`${data(file ?? '–')}${bytes === null ? null : ` · ${showCount(bytes)} bytes`}${sha256 === null ? null : html` · <code>SHA-256 ${sha256}</code>`}`)}
${line(
  words.asOfEvidence,
  html`${run.as_of.date}<ul>${run.as_of.evidence.map(({ date, where }) => html`<li class="${date === run.as_of.date ? '' : 'bad'}">${date} — ${data(brief(where))}</li>`)}</ul>`,
)}
${line(words.run, html`<code>${run.run_id}</code> · ${run.started_at} – ${run.finished_at}`)}
${line(words.release, run.release_id === null ? both(words.noRelease) : html`<code>${run.release_id}</code>`)}
${line(words.schema, report.summary.schema)}
${line(words.profile, profile)}
${line(words.policy, run.policy === null ? both(words.noPolicy) : html`${data(brief(run.policy.name))} (≥ ${run.policy.minConfidence})`)}
${run.approval === null ? null : line(words.approval, html`${data(brief(run.approval.by))}, ${run.approval.at}: ${data(brief(run.approval.reason, 200))}`)}
${run.compared_with === null ? null : line(words.comparedWith, run.compared_with)}
</dl>`,
  );
}
