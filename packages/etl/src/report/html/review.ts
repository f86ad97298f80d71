import type { QualityReportInput } from '../input';
import type { ReviewModel } from '../tables/review';
import { reviewSentence } from '../words/review';
import { words } from '../words/words';
import { both, html, type Markup } from './markup';
import { section } from './parts';

/** Where a person decides on the proposals that a run waits with. The page's script fills the desk. */
export function reviewSection({ run }: QualityReportInput, model: ReviewModel): Markup {
  const then = (command: string) => html`<code>stock-analyzer ${command}</code>`;
  return section(
    'review',
    words.review,
    html`<p>${both(reviewSentence(model))}</p><p>${both(words.reviewThen)} ${then(`approve ${run.run_id} --decisions ${model.file}`)}</p>`,
    html`<div id="desk" hidden></div><p id="desk-absent">${both(words.reviewElsewhere)} ${then(`review ${run.run_id}`)}</p>`,
  );
}
