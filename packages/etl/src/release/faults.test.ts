import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ChildProgram, killed } from '../testing/processes';
import { expectEverywhere, filesOf, newFolder, run, tinyWeek } from '../testing/weeks';
import { processWeek } from '../week/process-week';
import { restoreRelease } from './publish';
import { readCurrent } from './release-folder';

const STEPS = [
  'open',
  'recover',
  'read',
  'transform',
  'earlier_weeks',
  'validate',
  'propose',
  'decide',
  'correct',
  'validate_again',
  'compare',
  'release_folder',
  'database_stage',
  'current_pointer',
  'database_release',
  'fixed_files',
] as const;
/** From here on readers are pointed to the new release. */
const isReleased = (step: string) => step === 'database_release' || step === 'fixed_files';

let program: ChildProgram;
/** The week after, as a file. */
let next: string;
/** A folder in which the first week is published, to be copied. */
let template: string;
let first: string;

beforeAll(async () => {
  program = await ChildProgram.build('etl-faults-child');
  template = mkdtempSync(join(tmpdir(), 'week-template-'));
  next = join(template, 'Global_Scouter_20251017.xlsb');
  writeFileSync(next, tinyWeek(1).bytes);
  first = (await run(tinyWeek(0), { out: join(template, 'out') })).run.release_id!;
});
afterAll(() => {
  program.remove();
  rmSync(template, { recursive: true });
});

function publishedFolder(): string {
  const out = join(newFolder(), 'out');
  cpSync(join(template, 'out'), out, { recursive: true });
  return out;
}

/** No trace but those of released weeks: nothing staged, nothing unfinished, no lock. */
function expectTidy(out: string, releases: number): void {
  expect(readdirSync(join(out, 'releases'))).toHaveLength(releases);
  expect(readdirSync(out).filter((name) => /tmp$|lock/.test(name))).toEqual([]);
}

describe('a run that is killed', { timeout: 20_000 }, () => {
  it.each(STEPS)(
    'at the beginning of %s leaves one whole release, and the next run completes',
    async (step) => {
      const out = publishedFolder();
      const { word, child } = await program.start(next, out, step);
      expect(word).toBe('there');
      await killed(child);

      // What a reader sees who does not know of the accident.
      const pointed = (await readCurrent(out))!;
      expect(pointed.release_id === first).toBe(!isReleased(step));
      const manifest = JSON.parse(readFileSync(join(out, pointed.path, 'release.json'), 'utf8'));
      const files = filesOf(join(out, pointed.path));
      for (const file of manifest.files) expect(files.get(file.path)).toBe(file.sha256);
      if (!isReleased(step)) await expectEverywhere(out, first);

      const again = await processWeek(next, { out });
      expect(again.status).toBe(isReleased(step) ? 'unchanged' : 'published');
      await expectEverywhere(out, again.run.release_id);
      expectTidy(out, 2);
    },
  );

  it.each(['database_stage', 'current_pointer'])(
    'before its release, at %s, is forgotten by a run of another week',
    async (step) => {
      const out = publishedFolder();
      const { child } = await program.start(next, out, step);
      await killed(child);
      const later = await run(tinyWeek(2), { out });
      expect(later).toMatchObject({ status: 'published', comparison: { previous_as_of: '2025-10-10' } });
      await expectEverywhere(out, later.run.release_id);
      expectTidy(out, 2);
    },
  );

  it.each(['database_stage', 'database_release'])(
    'while it keeps history, at %s, is done again',
    async (step) => {
      const out = join(newFolder(), 'out');
      const newer = await run(tinyWeek(2), { out });
      const { child } = await program.start(next, out, step);
      await killed(child);
      await expectEverywhere(out, newer.run.release_id);
      const again = await processWeek(next, { out });
      expect(again.status).toBe('history');
      await expectEverywhere(out, newer.run.release_id);
      expectTidy(out, 2);
      expect((await run(tinyWeek(3), { out })).comparison?.previous_as_of).toBe('2025-10-24');
    },
  );

  it('before its first release leaves a folder in which the next run is the first', async () => {
    const out = join(newFolder(), 'out');
    const { child } = await program.start(next, out, 'current_pointer');
    await killed(child);
    const again = await processWeek(next, { out });
    expect(again.status).toBe('published');
    await expectEverywhere(out, again.run.release_id);
    expectTidy(out, 1);
  });
});

describe('a run that is aborted', () => {
  it.each(STEPS)('at %s stops before its release or finishes it', async (step) => {
    const out = publishedFolder();
    const stop = new AbortController();
    const running = processWeek(next, {
      out,
      signal: stop.signal,
      onProgress: (progress) => {
        if (progress.step === step) stop.abort(new Error('enough'));
      },
    });
    if (isReleased(step) || step === 'current_pointer') {
      const { run: record } = await running;
      await expectEverywhere(out, record.release_id);
      return;
    }
    await expect(running).rejects.toMatchObject({ name: 'EtlError', code: 'ABORTED', retryable: true });
    await expectEverywhere(out, first);
    expectTidy(out, 1);
  });

  it('before it begins does nothing', async () => {
    const out = join(newFolder(), 'out');
    const running = run(tinyWeek(), { out, signal: AbortSignal.abort() });
    await expect(running).rejects.toMatchObject({ code: 'ABORTED' });
    expect(existsSync(out)).toBe(false);
  });
});

describe('two runs at once in one folder', { timeout: 20_000 }, () => {
  const LOCKED = { name: 'EtlError', code: 'LOCKED', retryable: true };

  it('of one process: the second is told to come back', async () => {
    const out = publishedFolder();
    let others: Promise<PromiseSettledResult<unknown>[]> | undefined;
    const { run: record } = await processWeek(next, {
      out,
      onProgress: ({ step }) => {
        if (step === 'read')
          others ??= Promise.allSettled([run(tinyWeek(2), { out }), restoreRelease(out, first)]);
      },
    });
    const refused = { status: 'rejected', reason: LOCKED };
    expect(await others).toMatchObject([refused, refused]);
    await expectEverywhere(out, record.release_id);
    expect((await run(tinyWeek(2), { out })).status).toBe('published');
  });

  it('of two processes: the second is told to come back, and may once the first is dead', async () => {
    const out = publishedFolder();
    const { child } = await program.start(next, out, 'transform');
    await expect(processWeek(next, { out })).rejects.toMatchObject({
      ...LOCKED,
      message: expect.stringContaining(`process ${child.pid}`),
    });
    expect((await program.start(next, out)).word).toBe('LOCKED');
    await killed(child);
    expect((await program.start(next, out)).word).toBe('published');
    expectTidy(out, 2);
  });

  it('many at the same moment: one works, the others are told', async () => {
    const out = publishedFolder();
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => processWeek(next, { out })));
    const codes = all.map((each) => (each.status === 'fulfilled' ? each.value.status : each.reason.code));
    expect(codes.sort()).toEqual(['LOCKED', 'LOCKED', 'LOCKED', 'LOCKED', 'published']);
  });

  const holder = (changes: object) =>
    JSON.stringify({
      pid: process.pid,
      host: hostname(),
      since: new Date().toISOString(),
      token: 'x',
      ...changes,
    });

  it.each([
    ['of a process that is gone', { pid: 2 ** 30 }, true],
    ['of an earlier process of our number', { since: new Date(Date.now() - 1e9).toISOString() }, true],
    ['of this process', {}, false],
    ['of another machine, which nobody here can ask', { host: 'elsewhere', pid: 2 ** 30 }, false],
  ])('a lock %s', async (_, changes, isStale) => {
    const out = publishedFolder();
    writeFileSync(join(out, '.lock'), holder(changes));
    const running = processWeek(next, { out });
    if (isStale) {
      expect((await running).status).toBe('published');
      expectTidy(out, 2);
    } else await expect(running).rejects.toMatchObject(LOCKED);
  });

  it('a lock that is no lock of ours is respected, and named', async () => {
    const out = publishedFolder();
    writeFileSync(join(out, '.lock'), 'hands off');
    await expect(processWeek(next, { out })).rejects.toMatchObject({
      ...LOCKED,
      message: expect.stringContaining(join(out, '.lock')),
    });
  });
});

/** Mounts a file system, if this system lets us; false if not. */
function mounted(folder: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => {
    // Not at once: the engine keeps a file that it has closed until memory is tidied up.
    execFileSync('umount', ['--lazy', folder]);
  });
  return true;
}

describe('an output folder that cannot be written', { timeout: 20_000 }, () => {
  const UNWRITABLE = { name: 'EtlError', code: 'UNWRITABLE' };

  it('because it is a file, or below one', async () => {
    const out = join(newFolder(), 'out');
    writeFileSync(out, 'not a folder');
    for (const path of [out, join(out, 'deeper')])
      await expect(processWeek(next, { out: path })).rejects.toMatchObject(UNWRITABLE);
    expect(readFileSync(out, 'utf8')).toBe('not a folder');
  });

  it('because it is read-only', async () => {
    const out = newFolder();
    if (mounted(out, 'size=16m')) {
      cpSync(join(template, 'out'), out, { recursive: true });
      execFileSync('mount', ['-o', 'remount,ro', out]);
      await expect(processWeek(next, { out })).rejects.toMatchObject(UNWRITABLE);
      await expect(restoreRelease(out, first)).rejects.toMatchObject(UNWRITABLE);
      execFileSync('mount', ['-o', 'remount,rw', out]);
      await expectEverywhere(out, first);
    } else {
      // Whoever may not mount is not root, for whom alone permissions mean nothing.
      chmodSync(out, 0o555);
      await expect(processWeek(next, { out })).rejects.toMatchObject(UNWRITABLE);
      chmodSync(out, 0o755);
    }
  });

  it('because something of ours cannot be replaced', async () => {
    const out = publishedFolder();
    rmSync(join(out, 'releases'), { recursive: true });
    writeFileSync(join(out, 'releases'), 'not a folder');
    await expect(processWeek(next, { out })).rejects.toMatchObject(UNWRITABLE);
  });

  it('because the disk is full: the old release stays whole, and there is room again', async () => {
    const out = newFolder();
    if (!mounted(out, 'size=16m')) return expectStoppedBySize(64);
    cpSync(join(template, 'out'), out, { recursive: true });
    const before = filesOf(join(out, 'releases'));
    for (const free of [0, 40_000, 200_000, 600_000, 1_000_000, 1_400_000]) {
      const { bavail, bsize } = statfsSync(out);
      writeFileSync(join(out, 'ballast'), new Uint8Array(Math.max(0, bavail * bsize - free)));
      const failure = await processWeek(next, { out }).then(
        () => undefined,
        (error: unknown) => error,
      );
      rmSync(join(out, 'ballast'));
      if (!failure) break;
      expect(failure, `${free} bytes free`).toMatchObject({ ...UNWRITABLE, retryable: true });
      // Full only after the pointer moved: the new release is the current one, and the next run finishes it.
      if ((await readCurrent(out))?.release_id !== first) break;
      await expectEverywhere(out, first);
      expect(filesOf(join(out, 'releases'))).toEqual(before);
      expectTidy(out, 1);
    }
    const { run: record } = await processWeek(next, { out });
    await expectEverywhere(out, record.release_id);
  });

  /** Wherever the writing stops, in a small file or a large one. */
  async function expectStoppedBySize(...limits: number[]): Promise<void> {
    for (const kilobytes of limits) {
      const out = publishedFolder();
      expect((await program.startLimited(kilobytes, next, out)).word).toBe('UNWRITABLE');
      await expectEverywhere(out, first);
      expectTidy(out, 1);
    }
  }

  it('because a file would become too large', () => expectStoppedBySize(8, 64, 250));
});

describe('an output folder that is damaged', () => {
  it.each([
    ['current.json is no JSON', (out: string) => writeFileSync(join(out, 'current.json'), '{"release_id"')],
    ['current.json names nothing', (out: string) => writeFileSync(join(out, 'current.json'), '{}')],
    [
      'current.json leads out',
      (out: string) => writeFileSync(join(out, 'current.json'), '{"release_id":"../x"}'),
    ],
    ['the release is gone', (out: string) => rmSync(join(out, 'releases', first), { recursive: true })],
    ['the database is gone', (out: string) => rmSync(join(out, 'stock-analyzer.sqlite'))],
    [
      'the database is none',
      (out: string) => writeFileSync(join(out, 'stock-analyzer.sqlite'), 'x'.repeat(5000)),
    ],
  ])('says so when %s, and changes nothing', async (_, damage) => {
    const out = publishedFolder();
    damage(out);
    const before = filesOf(out);
    await expect(processWeek(next, { out })).rejects.toMatchObject({
      name: 'EtlError',
      code: 'DAMAGED_OUTPUT',
    });
    expect(filesOf(out)).toEqual(before);
  });

  it('mends fixed-name files that something else changed', async () => {
    const out = publishedFolder();
    writeFileSync(join(out, 'companies.json'), 'mine');
    rmSync(join(out, 'quality_report.json'));
    await run(tinyWeek(0), { out });
    await expectEverywhere(out, first);
  });

  it('leaves files of other people alone', async () => {
    const out = publishedFolder();
    for (const name of ['notes.tmp', 'index.html.bak', '.hidden']) writeFileSync(join(out, name), 'mine');
    writeFileSync(join(out, 'releases', 'readme.txt'), 'mine');
    writeFileSync(join(out, 'releases', 'note'), 'mine');
    const result = await processWeek(next, { out });
    await expectEverywhere(out, result.run.release_id);
    expect(readdirSync(out)).toEqual(expect.arrayContaining(['notes.tmp', 'index.html.bak', '.hidden']));
    expect(readdirSync(join(out, 'releases'))).toEqual(expect.arrayContaining(['note', 'readme.txt']));
  });

  it('may stand behind a link', async () => {
    const out = publishedFolder();
    const link = join(newFolder(), 'link');
    symlinkSync(out, link);
    const result = await processWeek(next, { out: link });
    await expectEverywhere(out, result.run.release_id);
  });
});

describe('restoreRelease', () => {
  it('makes an earlier release the current one everywhere, and a later run makes it the newest again', async () => {
    const out = publishedFolder();
    const second = await processWeek(next, { out });
    expect((await restoreRelease(out, first)).release_id).toBe(first);
    await expectEverywhere(out, first);
    expect((await processWeek(next, { out })).status).toBe('published');
    await expectEverywhere(out, second.run.release_id);
  });

  it('knows no other releases, and no paths', async () => {
    const out = publishedFolder();
    for (const id of ['2025-01-01-00000000', '', '..', '../releases', '__proto__'])
      await expect(restoreRelease(out, id)).rejects.toMatchObject({ code: 'UNKNOWN_RELEASE' });
    await expectEverywhere(out, first);
  });

  it('points to nothing that is not whole', async () => {
    const out = publishedFolder();
    cpSync(join(out, 'releases', first), join(out, 'releases', 'forged'), { recursive: true });
    await expect(restoreRelease(out, 'forged')).rejects.toMatchObject({ code: 'DAMAGED_OUTPUT' });
    await expectEverywhere(out, first);
  });
});
