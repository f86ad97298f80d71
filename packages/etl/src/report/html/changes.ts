import type { Bilingual } from '@stock-analyzer/schema';
import type { WeekComparison } from '../../week/compare';
import { definitionOf } from '../figures/companies';
import type { QualityReportInput } from '../input';
import { showCount, showNumber, showQuantity } from '../numbers';
import { brief } from '../text';
import { cutSentence } from '../words/sentences';
import { words } from '../words/words';
import { both, data, type Hole, html, type Markup } from './markup';
import { section, table, th, viewLink } from './parts';

const SHOWN = 100;

/** What is new, gone, renamed, or moved unusually since the week before. */
export function changesSection({ comparison, dataset }: QualityReportInput): Markup {
  if (!comparison) return section('changes', words.changes, html`<p>${both(words.noComparison)}</p>`);
  const { previous_as_of, companies_in, companies_out, renamed, unusual_moves, unusual_moves_total } =
    comparison;
  const unit = (field: string) => definitionOf(dataset, field)?.unit;
  return section(
    'changes',
    words.changes,
    html`<p>${both({
      en: `Compared with the week of ${previous_as_of}: ${showCount(companies_in.length)} companies in, ${showCount(companies_out.length)} out, ${showCount(renamed.length)} renamed, ${showCount(unusual_moves_total)} unusual moves.`,
      ko: `${previous_as_of} 주와 비교: 신규 ${showCount(companies_in.length)}개, 제외 ${showCount(companies_out.length)}개, 변경 ${showCount(renamed.length)}개, 이례적 변화 ${showCount(unusual_moves_total)}건.`,
    })}</p>`,
    html`<div class="pair">${companyList(words.companiesIn, companies_in)}${companyList(words.companiesOut, companies_out)}</div>`,
    part(
      words.renamed,
      renamed.length,
      table(
        words.renamed,
        [th(words.before), th(words.now)],
        renamed
          .slice(0, SHOWN)
          .map(({ from, to }) => html`<tr><td>${nameOf(from)}</td><td>${nameOf(to)}</td></tr>\n`),
      ),
    ),
    part(
      words.moves,
      unusual_moves_total,
      html`<p>${both(words.movesIntro)}</p>${table(
        words.moves,
        [
          th(words.ticker),
          th(words.field),
          th(words.before, true),
          th(words.now, true),
          th(words.deviations, true),
        ],
        unusual_moves
          .slice(0, SHOWN)
          .map(
            ({ ticker, field, from, to, score }) =>
              html`<tr><th scope="row">${viewLink({ table: 'companies', search: brief(ticker, 20), field }, data(brief(ticker, 20)))}</th><td>${data(brief(field, 60))}</td><td class="number">${showQuantity(from, unit(field))}</td><td class="number">${showQuantity(to, unit(field))}</td><td class="number">${showNumber(score)}</td></tr>\n`,
          ),
      )}`,
    ),
  );
}

function part(title: Bilingual, total: number, content: Hole): Markup {
  return html`<div><h3>${both(title)} (${showCount(total)})</h3>${total === 0 ? html`<p>${both(words.none)}</p>` : content}${
    total > SHOWN ? html`<p>${both(cutSentence(SHOWN, total))}</p>` : null
  }</div>`;
}

type ListedCompany = WeekComparison['companies_in'][number];

function companyList(title: Bilingual, companies: readonly ListedCompany[]): Markup {
  return part(
    title,
    companies.length,
    html`<ul class="names">${companies.slice(0, SHOWN).map((company) => html`<li>${nameOf(company)}</li>`)}</ul>`,
  );
}

function nameOf({ ticker, name }: ListedCompany): Markup {
  return html`<b>${data(brief(ticker, 20))}</b> ${data(brief(name, 60))}`;
}
