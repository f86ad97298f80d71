import { type ConformanceRecord, storeScenarios } from '../conformance';

const ANNOUNCES = {
  nobody: '–',
  tabs: 'tabs of the browser',
  processes: 'any process',
} as const;

/** The page of adapters and what they can do, made of the records of their conformance runs. */
export function adapterTable(records: readonly ConformanceRecord[]): string {
  const heads = records.map(({ adapter }) => `\`${adapter}\``);
  const yes = (is: boolean) => (is ? 'yes' : '–');
  const capabilities = [
    ['runs the suite in', ...records.map(({ runs_in }) => runs_in)],
    ['takes writes', ...records.map((record) => yes(record.capabilities.writes))],
    ['keeps earlier weeks', ...records.map((record) => yes(record.capabilities.history))],
    ['is there when opened again', ...records.map((record) => yes(record.capabilities.persistent))],
    ['hears of releases made in', ...records.map((record) => ANNOUNCES[record.capabilities.announces])],
  ];
  const topics = [...new Set(storeScenarios.map(({ topic }) => topic))].map((topic) => [
    `${topic} (${storeScenarios.filter((scenario) => scenario.topic === topic).length})`,
    ...records.map((record) => cell(record, topic)),
  ]);
  const gaps = records.flatMap(({ adapter, gaps: known }) =>
    Object.entries(known).map(
      ([key, reason]) => `- \`${adapter}\` does not «${titleOf(key)}» (\`${key}\`): ${reason}`,
    ),
  );
  return [
    '## What each can do',
    '',
    ...table(['', ...heads], capabilities),
    '',
    '## What each was tried on',
    '',
    'Scenarios of the suite by topic, with how many there are. `all`: each passed. `refused`: the adapter says that it',
    'cannot do it, and it was tried that it refuses. `gap`: known to fail, see below. `not tried`: the test of this',
    'adapter cannot cut off its own writes.',
    '',
    ...table(['', ...heads], topics),
    '',
    '## Known gaps',
    '',
    ...(gaps.length > 0 ? gaps : ['None.']),
    '',
  ].join('\n');
}

function cell({ topics }: ConformanceRecord, topic: string): string {
  const { passed = 0, refused = 0, gap = 0, not_tried = 0 } = topics[topic] ?? {};
  if (refused + gap + not_tried === 0) return passed > 0 ? 'all' : '–';
  const parts: [number, string][] = [
    [passed, 'passed'],
    [refused, 'refused'],
    [gap, gap === 1 ? 'gap' : 'gaps'],
    [not_tried, 'not tried'],
  ];
  return parts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : [])).join(', ');
}

function titleOf(key: string): string {
  return storeScenarios.find((scenario) => scenario.key === key)?.title ?? key;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
