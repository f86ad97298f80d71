import type { DecisionNote } from '@stock-analyzer/correction/memory';
import type { Bilingual } from '@stock-analyzer/schema';
import { definitionOf } from '../figures/companies';
import type { QualityReportInput } from '../input';
import { showValue } from '../numbers';
import { brief } from '../text';
import { cutSentence } from '../words/sentences';
import { words } from '../words/words';
import { both, data, html, type Markup } from './markup';
import { section, table, th } from './parts';

const SHOWN = 100;

/** Decisions of earlier weeks that were not honoured, because the source has something else now; null without any. */
export function overtakenSection({ run, dataset }: QualityReportInput): Markup | null {
  const notes = run.decision_notes;
  if (notes.length === 0) return null;
  return section(
    'overtaken',
    words.overtaken,
    html`<p>${both(words.overtakenIntro)}</p>`,
    notes.length > SHOWN ? html`<p>${both(cutSentence(SHOWN, notes.length))}</p>` : null,
    table(
      words.overtaken,
      [th(words.ticker), th(words.field), th(words.before, true), th(words.now, true), th(words.decidedThen)],
      notes.slice(0, SHOWN).map((note) => noteRow(note, dataset)),
    ),
  );
}

function noteRow(
  { ticker, field, was, now, decided }: DecisionNote,
  dataset: QualityReportInput['dataset'],
): Markup {
  const unit = definitionOf(dataset, field)?.unit;
  const shown =
    typeof now === 'object' && now !== null ? String(Object.values(now)[0]) : showValue(now, unit);
  return html`<tr><th scope="row">${ticker === null ? both(words.wholeColumn) : data(brief(ticker, 20))}</th><td>${data(brief(field, 60))}</td><td class="number">${showValue(was, unit)}</td><td class="number">${shown}</td><td>${both(decisionWords(decided, showValue(decided.to, unit)))}</td></tr>\n`;
}

function decisionWords({ decision, by, as_of, reason }: DecisionNote['decided'], to: string): Bilingual {
  const who = brief(by, 40);
  const why = brief(reason, 120);
  return decision === 'accept'
    ? {
        en: `${who} accepted ${to} in the week of ${as_of}: ${why}`,
        ko: `${as_of} 주에 ${who}이(가) ${to}(으)로 수락: ${why}`,
      }
    : {
        en: `${who} refused ${to} in the week of ${as_of}: ${why}`,
        ko: `${as_of} 주에 ${who}이(가) ${to}을(를) 거부: ${why}`,
      };
}
