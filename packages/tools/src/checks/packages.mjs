// Checks the packages as they would be published: packs them, then asks publint and "are the types wrong".
import { readFileSync } from 'node:fs';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packAll } from '../packages/pack.mjs';
import { report } from './report.mjs';

/** @type {string[]} */
const problems = [];
for (const { item, tarball } of packAll()) {
  const bytes = readFileSync(tarball);
  /** @param {string} problem */
  const add = (problem) => problems.push(`${item.name}: ${problem}`);

  const { messages, pkg } = await publint({
    strict: true,
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
  });
  for (const message of messages) add(formatMessage(message, pkg) ?? message.code);

  const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(bytes)));
  if (!analysis.types) add('is packed without types');
  for (const problem of analysis.types ? analysis.problems : []) {
    // Resolution before Node 12 knows no "exports"; nobody supported here has it.
    if ('resolutionKind' in problem && problem.resolutionKind === 'node10') continue;
    add(describe(problem));
  }
}
report(problems);

/** @param {import('@arethetypeswrong/core').Problem} problem */
function describe(problem) {
  const details = Object.entries(problem).filter(
    ([key, value]) => key !== 'kind' && typeof value === 'string',
  );
  return `${problem.kind} (${details.map(([key, value]) => `${key} ${value}`).join(', ')})`;
}
