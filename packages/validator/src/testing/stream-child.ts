/** A process of its own: checks a long stream and prints the most memory that it had, in MB. */
import { readFileSync } from 'node:fs';
import { companySchema } from '@stock-analyzer/schema';
import { checkStream } from '../stream/check-stream';
import { createValidator } from '../validator';

const count = Number(process.argv[2]);

function* rows(): Generator<object> {
  for (let at = 0; at < count; at++) {
    yield { Ticker: `T${at}`, corpName: at % 10 === 0 ? '' : 'A', exchange: 'NYSE', 'ROE (Fwd)': at % 300 };
  }
}

const report = await checkStream(createValidator(companySchema), rows());
const peakKb = Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
console.log(
  JSON.stringify({ rows: report.summary.total_companies, issues: report.issues_total, mb: peakKb / 1024 }),
);
