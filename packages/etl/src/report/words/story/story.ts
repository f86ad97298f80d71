import type { Bilingual } from '@stock-analyzer/schema';
import type { Summary } from '../../figures/summary';
import type { QualityReportInput } from '../../input';
import { arrivalSentences } from './arrival';
import { findingSentences } from './findings';
import { doneSentence, effectSentence, recalledSentence, restSentence } from './outcome';
import { scoreStory } from './score';

/**
 * The week in a few paragraphs, as somebody would tell it who has looked at everything: what came in, what is wrong
 * with it and how sure that is, what was done about it or would be, what is left, and where the score stands.
 */
export function storyOf(input: QualityReportInput, summary: Summary): Bilingual[] {
  const decided = new Set(input.decisions.map(({ proposal }) => proposal));
  const open = input.plan.proposals.filter(({ id }) => !decided.has(id));
  const paragraphs = [
    [arrivalSentences(input, summary)],
    open.length > 0
      ? [findingSentences(input, open), effectSentence(input, open)]
      : input.plan.proposals.length === 0
        ? [
            {
              en: 'No value looks wrong in a way that could be mended.',
              ko: '수정할 수 있는 잘못된 값은 없습니다.',
            },
          ]
        : [],
    [doneSentence(input), recalledSentence(input.run.recalled.length), restSentence(input, open)],
    [scoreStory(input, summary)],
  ];
  return paragraphs.flatMap((sentences) => {
    const said = sentences.filter((each) => each !== null);
    if (said.length === 0) return [];
    const join = (language: 'en' | 'ko') => said.map((each) => each[language]).join(' ');
    return [{ en: join('en'), ko: join('ko') }];
  });
}
