import type { QualityReportInput } from '../input';
import { brief } from '../text';
import { reasonWords } from '../words/codes';
import { counted } from '../words/counted';
import { cutSentence } from '../words/sentences';
import { words } from '../words/words';
import { both, data, html, type Markup } from './markup';
import { section, table, th } from './parts';

const SHOWN = 100;
/** Cells of a row that are shown; a row of the source may have a hundred. */
const CELLS = 6;

/** The rows that were kept out, each with its reason and what it holds. */
export function quarantineSection({ quarantine }: QualityReportInput): Markup {
  if (quarantine.length === 0)
    return section('quarantine', words.quarantine, html`<p>${both(words.noQuarantine)}</p>`);
  return section(
    'quarantine',
    words.quarantine,
    quarantine.length > SHOWN ? html`<p>${both(cutSentence(SHOWN, quarantine.length))}</p>` : null,
    table(
      words.quarantine,
      [th(words.sheet), th(words.row, true), th(words.ticker), th(words.reason), th(words.cells)],
      quarantine.slice(0, SHOWN).map(({ sheet, row, ticker, reason, cells }) => {
        const more = cells.length - CELLS;
        return html`<tr><th scope="row">${data(sheet)}</th><td class="number">${row}</td><td>${data(brief(ticker ?? '', 20))}</td><td>${both(reasonWords[reason])}</td><td class="note"><ul class="cells">${cells
          .slice(0, CELLS)
          .map(
            ([column, value]) =>
              html`<li>${data(brief(column, 30))} <b>${data(brief(String(value), 40))}</b></li>`,
          )}${
          more > 0
            ? html`<li>${both({ en: `and ${counted(more, 'other')}`, ko: `외 ${more}개` })}</li>`
            : null
        }</ul></td></tr>\n`;
      }),
    ),
  );
}
