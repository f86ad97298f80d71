#!/usr/bin/env node
import { exitCodes } from './exit-codes';
import { main } from './main';
import { processTerminal } from './terminal/terminal';

const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort();
  // A second Ctrl-C does not wait: a run is safe to leave at any point.
  process.once('SIGINT', () => process.exit(exitCodes.interrupted));
});
// A reader that went away (`| head`) is no error of ours: what is being written to files goes on.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await main(process.argv.slice(2), processTerminal(interruption.signal));
