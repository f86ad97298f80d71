import { fieldTexts, unitLabels } from '@stock-analyzer/schema/dictionary';
import { histogram } from '../charts/histogram';
import type { Distribution } from '../figures/distribution';
import { rangeWords, spanWords } from '../figures/expected';
import { showCount, showQuantity } from '../numbers';
import { words } from '../words/words';
import { label } from './fields';
import { both, data, html, type Markup } from './markup';
import { countLink, section } from './parts';

/** A chart for each numeric field: the canonical ones, and folded away the source's own. */
export function distributionsSection(
  canonical: readonly Distribution[],
  native: readonly Distribution[],
  month: string | null,
): Markup {
  const figures = (list: readonly Distribution[], prefix: string) =>
    html`<div class="charts">${list.map((each, at) => figure(each, `${prefix}-${at}`, month))}</div>`;
  return section(
    'distributions',
    words.distributions,
    html`<p>${both(words.distributionsIntro)}</p>`,
    figures(canonical, 'chart'),
    native.length > 0
      ? html`<details><summary>${both(words.nativeFields)} (${native.length})</summary>${figures(native, 'native')}</details>`
      : null,
  );
}

function figure(distribution: Distribution, id: string, month: string | null): Markup {
  const { field, scale, count, missing, min, median, max, tooLow, tooHigh } = distribution;
  const show = (value: number) => showQuantity(value, field.unit);
  const { plausible } = field;
  const unit = unitLabels[field.unit];
  return html`<figure><figcaption id="${id}"><h3>${data(label(field, field.name, month))}${unit.en ? html` <small>${both(unit)}</small>` : null}</h3><small>${both(fieldTexts(field).description)}</small></figcaption>
${histogram(distribution, id)}
<p class="stats">${both({ en: `${showCount(count)} values`, ko: `값 ${showCount(count)}개` })}, ${countLink(
    missing,
    { table: 'companies', field: field.name, missing: true },
    both({ en: `${showCount(missing)} missing`, ko: `누락 ${showCount(missing)}` }),
  )} · ${both(words.median)} ${show(median)} · ${both(spanWords(min, max, field.unit))}${scale === 'log' ? html` · ${both(words.logarithmic)}` : null}</p>
<p class="stats">${
    plausible
      ? html`${both(words.plausible)}: ${both(rangeWords(plausible, field))} · ${countLink(
          tooLow,
          { table: 'companies', field: field.name, below: plausible.min ?? 0 },
          both({ en: `${showCount(tooLow)} below`, ko: `미만 ${showCount(tooLow)}` }),
        )}, ${countLink(
          tooHigh,
          { table: 'companies', field: field.name, above: plausible.max ?? 0 },
          both({ en: `${showCount(tooHigh)} above`, ko: `초과 ${showCount(tooHigh)}` }),
        )}`
      : both(words.noRange)
  }</p></figure>
`;
}
