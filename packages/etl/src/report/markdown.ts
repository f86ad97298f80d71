import type { Bilingual } from '@stock-analyzer/schema';
import type { Language } from '@stock-analyzer/validator';
import { groupIssues } from './figures/breakdown';
import { keptPoints } from './figures/kept-points';
import { summaryOf } from './figures/summary';
import { conditionName } from './html/headline';
import type { QualityReportInput } from './input';
import { comparisonSigns, showCount, showMeasure, showPercent } from './numbers';
import { visible } from './text';
import { issueWords, scoreWords, statusWords } from './words/codes';
import { cutSentence, scoreSentence, trustSentence } from './words/sentences';
import { storyOf } from './words/story/story';
import { words } from './words/words';

const SHOWN = 20;

/** The quality report as Markdown: what matters of it, for a mail or a terminal. */
export function qualityReportMarkdown(
  input: QualityReportInput,
  { language }: { readonly language: Language },
): string {
  const { report, gate, run, comparison, quarantine } = input;
  const summary = summaryOf(input);
  const say = (text: Bilingual) => text[language];
  const heading = (text: Bilingual) => `\n## ${say(text)}\n`;
  const groups = (
    title: Bilingual,
    list: ReturnType<typeof groupIssues>,
    nameOf: (key: string) => string,
  ) => [
    heading(title),
    ...table(
      [say(title), say(words.count), say(words.errors), say(words.warnings), say(words.affected)],
      list
        .slice(0, SHOWN)
        .map(({ key, total, counts, companies }) => [
          nameOf(key),
          showCount(total),
          showCount(counts.error),
          showCount(counts.warning),
          showCount(companies),
        ]),
    ),
    ...(list.length > SHOWN ? ['', say(cutSentence(SHOWN, list.length))] : []),
  ];
  const lines = [
    `# ${say(words.title)} ${summary.asOf}`,
    '',
    `${cellText(summary.file ?? '–')} · ${say(statusWords[summary.status])} · ${run.release_id ?? run.run_id}`,
    '',
    `**${cellText(say(trustSentence(summary)))}**`,
    '',
    ...storyOf(input, summary).flatMap((paragraph) => [cellText(say(paragraph)), '']),
    heading(words.gate),
    ...table(
      [say(words.condition), say(words.measured), say(words.required), say(words.result)],
      gate.conditions.map((condition) => [
        say(conditionName(condition)),
        condition.actual === null ? say(words.unknown) : figure(condition.actual),
        `${comparisonSigns[condition.comparison]} ${figure(condition.limit)}`,
        say(words[condition.outcome]),
      ]),
    ),
    heading(words.score),
    say(scoreSentence(summary)),
    '',
    ...table(
      [say(words.part), say(words.share), say(words.points), say(words.lost)],
      report.score.parts.map((part) => [
        say(scoreWords[part.name].name),
        showPercent(part.value),
        `${showMeasure(keptPoints(part))} / ${part.weight}`,
        showMeasure(part.lost),
      ]),
    ),
    heading(words.rows),
    ...table(
      [words.sheet, words.read, words.published, words.merged, words.quarantined, words.structural].map(say),
      [...run.sheets, { sheet: say(words.allSheets), ...run.totals }].map((sheet) => [
        sheet.sheet,
        ...[
          sheet.rows_read,
          sheet.rows_published,
          sheet.rows_merged,
          sheet.rows_quarantined,
          sheet.rows_structural,
        ].map(showCount),
      ]),
    ),
    ...groups(
      words.byKind,
      groupIssues(report.issues, ({ code }) => code),
      (key) => say(issueWords[key as keyof typeof issueWords]),
    ),
    ...groups(
      words.byField,
      groupIssues(report.issues, ({ field }) => field),
      (key) => key,
    ),
    heading(words.fields),
    ...table(
      [say(words.field), say(words.values), say(words.completeness)],
      report.fields
        .filter(({ mapped, present }) => mapped || present)
        .map(({ field, values, completeness }) => [field, showCount(values), showPercent(completeness)]),
    ),
    heading(words.changes),
    ...(comparison
      ? [
          `- ${say(words.comparedWith)}: ${comparison.previous_as_of}`,
          `- ${say(words.companiesIn)}: ${showCount(comparison.companies_in.length)}`,
          `- ${say(words.companiesOut)}: ${showCount(comparison.companies_out.length)}`,
          `- ${say(words.renamed)}: ${showCount(comparison.renamed.length)}`,
          `- ${say(words.moves)}: ${showCount(comparison.unusual_moves_total)}`,
        ]
      : [say(words.noComparison)]),
    heading(words.quarantine),
    quarantine.length === 0 ? say(words.noQuarantine) : showCount(quarantine.length),
  ];
  return `${lines.join('\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(cellText).join(' | ')} |`;
  return [
    line(head),
    `| ${head.map((_, at) => (at === 0 ? '---' : '---:')).join(' | ')} |`,
    ...rows.map(line),
  ];
}

/** Text of the source as Markdown that means nothing but itself, HTML in it included. */
function cellText(text: string): string {
  return visible(text).replace(/[\\`*_{}[\]<>#|~&]/g, (character) => `\\${character}`);
}

function figure(value: number | string): string {
  return typeof value === 'number' ? showMeasure(value) : value;
}
