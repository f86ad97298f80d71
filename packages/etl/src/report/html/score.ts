import type { LostPoints, ScorePart } from '@stock-analyzer/validator';
import { shareBar } from '../charts/share-bar';
import { keptPoints } from '../figures/kept-points';
import type { Summary } from '../figures/summary';
import type { QualityReportInput } from '../input';
import { showCount, showMeasure, showPercent } from '../numbers';
import { brief } from '../text';
import { issueWords, scoreWords } from '../words/codes';
import { counted } from '../words/counted';
import { scoreSentence } from '../words/sentences';
import { words } from '../words/words';
import { both, data, html, type Markup } from './markup';
import { section, table, th, viewLink } from './parts';

/** Causes beyond this many are summed up. */
const CAUSES = 4;

/** The score, part by part, with what each lost its points to. */
export function scoreSection({ report, earlierScores }: QualityReportInput, summary: Summary): Markup {
  return section(
    'score',
    words.score,
    html`<p><strong>${both(scoreSentence(summary))}</strong> ${both(words.scoreIntro)}</p>`,
    table(
      words.score,
      [th(words.part), th(words.share, true), th(words.points), th(words.lost, true), th(words.lostTo)],
      report.score.parts.map(partRow),
    ),
    earlierScores.length === 0
      ? null
      : trend([...earlierScores, { as_of: summary.asOf, score: summary.score }]),
  );
}

/** The weeks up to this one, and how the score moved. */
function trend(weeks: QualityReportInput['earlierScores']): Markup {
  return html`<h3>${both(words.trend)}</h3>${table(
    words.trend,
    [th(words.week), th(words.score, true), html`<td></td>`, th(words.change, true)],
    weeks.map(({ as_of, score }, at) => {
      const change = at === 0 ? null : score - weeks[at - 1]!.score;
      const sign = change !== null && change > 0 ? '+' : '';
      return html`<tr><th scope="row">${as_of}</th><td class="number">${showMeasure(score)}</td><td class="wide">${shareBar([{ value: score, kind: 'kept' }], 100)}</td><td class="number">${change === null ? '' : sign + showMeasure(Math.round(change * 100) / 100)}</td></tr>\n`;
    }),
  )}`;
}

function partRow(part: ScorePart): Markup {
  const { name, value, weight, lost, lost_to } = part;
  const more = lost_to.slice(CAUSES);
  const rest = more.reduce((sum, cause) => sum + cause.lost, 0);
  return html`<tr><th scope="row">${both(scoreWords[name].name)}<small>${both(scoreWords[name].means)}</small></th>
<td class="number">${showPercent(value)}</td>
<td class="wide">${shareBar([{ value: weight - lost, kind: 'kept' }], weight)}<small>${showMeasure(keptPoints(part))} / ${weight}</small></td>
<td class="number">${showMeasure(lost)}</td>
<td>${
    lost_to.length === 0
      ? both(words.nothing)
      : html`<ul class="causes">${lost_to.slice(0, CAUSES).map((cause) => html`<li>${causeLink(cause)}</li>`)}${
          more.length > 0
            ? html`<li>${both({ en: `${counted(more.length, 'other cause')} · ${showMeasure(rest)}`, ko: `그 외 ${more.length}건 · ${showMeasure(rest)}` })}</li>`
            : null
        }</ul>`
  }</td></tr>
`;
}

function causeLink({ code, field, as_of, age_days, count, lost }: LostPoints): Markup {
  const points = ` · ${showMeasure(lost)}`;
  if (code !== undefined) {
    return html`${viewLink({ table: 'issues', kind: issueWords[code].en }, html`${both(issueWords[code])} ${showCount(count)}×`)}${points}`;
  }
  if (as_of !== undefined) {
    return html`${both({ en: `as of ${as_of}, checked ${age_days} days later`, ko: `기준일 ${as_of}, ${age_days}일 후 검사` })}${points}`;
  }
  const name = brief(field ?? '', 60);
  const text = html`${data(name)}: ${both({ en: `${showCount(count)} missing`, ko: `${showCount(count)}건 누락` })}`;
  return html`${viewLink({ table: 'companies', field: field ?? '', missing: true }, text)}${points}`;
}
