import { describe, expect, it } from 'vitest';
import { listReleases } from '../release/release-folder';
import { newFolder, run, tinyWeek } from '../testing/weeks';
import { earlierScores } from './earlier-scores';

describe('the scores of earlier weeks', () => {
  it('are those of the weeks before, the oldest first, each as it was released last', async () => {
    const out = newFolder();
    const options = { out, gate: { fieldCoverage: null } };
    const first = await run(tinyWeek(0), options);
    const second = await run(tinyWeek(1), options);
    const third = await run(tinyWeek(2), options);
    const scoreOf = ({ run: record }: typeof first) => ({
      as_of: record.as_of.date,
      score: record.quality.after.quality_score,
    });
    const releases = await listReleases(out);
    const weeks = await earlierScores(out, releases, third.run.as_of.date);
    expect(weeks).toEqual([first, second].map(scoreOf));
    expect(await earlierScores(out, releases, first.run.as_of.date)).toEqual([]);
  });
});
