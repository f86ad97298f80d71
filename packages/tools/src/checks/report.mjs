/**
 * Ends a check: prints the problems, one a line, and fails the process if there are any.
 *
 * @param {string[]} problems
 */
export function report(problems) {
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
