import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runMain } from '../testing/fake-terminal';
import { temporaryFolder, writeWeek } from '../testing/files';

function newPlace() {
  const folder = temporaryFolder();
  const path = (name: string) => join(folder, name);
  return { week: writeWeek(folder), path, text: (name: string) => readFileSync(path(name), 'utf8') };
}

describe('correct', () => {
  it('shows what it would do and writes nothing', async () => {
    const { week } = newPlace();
    const { exitCode, out, err } = await runMain(['correct', week], { answers: ['y'] });
    expect(exitCode).toBe(0);
    expect(err).toBe('');
    expect(out).toMatch(/^\d+ corrections? proposed$/m);
    expect(out).toContain('Dry run: nothing was written.');
    const { written, journal } = JSON.parse((await runMain(['correct', week, '--json'])).out);
    expect({ written, entries: journal.entries }).toEqual({ written: null, entries: [] });
  });

  it('writes what the policy allows, and takes it back exactly', async () => {
    const { week, path, text } = newPlace();
    await runMain(['correct', week, '--out', path('raw.json')]);
    const { out } = await runMain(['correct', week, '--policy', 'demo', '--out', path('good.json')]);
    expect(out).toMatch(/^[1-9]\d* corrections? applied, 0 left alone\.$/m);
    expect(text('good.json')).not.toBe(text('raw.json'));
    expect(existsSync(path('raw.journal.json'))).toBe(false);

    const undo = ['correct', path('good.json'), '--undo', path('good.journal.json')];
    expect((await runMain(undo)).out).toContain('can be taken back');
    const { exitCode } = await runMain([...undo, '--out', path('back.json')]);
    expect(exitCode).toBe(0);
    expect(text('back.json')).toBe(text('raw.json'));
  });

  it('asks about what the policy does not allow when somebody is there', async () => {
    const { week, path, text } = newPlace();
    const { exitCode, err, out } = await runMain(
      ['correct', week, '--out', path('week.json'), '--by', 'Kim'],
      {
        answers: ['y'],
      },
    );
    expect(exitCode).toBe(0);
    expect(err).toContain('Apply them?');
    expect(out).toContain(`Journal: ${path('week.journal.json')}`);
    expect(JSON.parse(text('week.journal.json')).entries[0].by).toBe('Kim');
  });

  it('takes what it has written, native fields included', async () => {
    const { week, path, text } = newPlace();
    const write = (from: string, to: string) =>
      runMain(['correct', from, '--profile', 'canonical', '--out', path(to)]);
    await runMain(['correct', week, '--out', path('raw.json')]);
    await write(path('raw.json'), 'again.json');
    const companies = (name: string) => JSON.parse(text(name)).companies;
    expect(companies('again.json')).toEqual(companies('raw.json'));
  });

  it('refuses a journal of other data, and files that are something else', async () => {
    const { week, path, text } = newPlace();
    await runMain(['correct', week, '--policy', 'demo', '--out', path('good.json')]);
    const journal = path('good.journal.json');
    writeFileSync(path('edited.json'), text('good.json').replace('"NASDAQ"', '"NYSE"'));
    const undo = (file: string, by: string) =>
      runMain(['correct', file, '--undo', by, '--out', path('x.json')]);
    expect(await undo(path('edited.json'), journal)).toMatchObject({ exitCode: 5, out: '' });
    expect((await undo(week, journal)).err).toMatch(/^error NOT_COMPANIES: /);
    expect((await undo(path('good.json'), path('good.json'))).err).toMatch(/^error NOT_A_JOURNAL: /);
    expect((await undo(path('missing.json'), journal)).err).toMatch(/^error CANNOT_READ: /);
    expect(existsSync(path('x.json'))).toBe(false);
  });

  it('says so when it cannot write', async () => {
    const { week, path } = newPlace();
    const { exitCode, err } = await runMain(['correct', week, '--out', path('no/such/folder/week.json')]);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^error CANNOT_WRITE: /);
  });
});
