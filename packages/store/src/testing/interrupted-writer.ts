/**
 * A process of its own that is killed while it publishes: `interrupted-writer.js FILE WEEK ENGINE` reads a week as JSON from
 * the file WEEK, says "begun" and publishes it to the store in FILE.
 */
import { readFileSync, writeSync } from 'node:fs';
import { weekOf } from '@stock-analyzer/store/conformance';
import { openSqliteStore } from '@stock-analyzer/store/sqlite';
import { openSqljsStore } from '@stock-analyzer/store/sqljs';

const [file = '', week = '', engine] = process.argv.slice(2);
const { rows, asOf, ...options } = JSON.parse(readFileSync(week, 'utf8'));
const dataset = weekOf(rows, [], { asOf });
const store = await (engine === 'sqljs' ? openSqljsStore({ persist: { file } }) : openSqliteStore(file));
writeSync(1, 'begun\n');
await store.publish(dataset, options);
writeSync(1, 'ended\n');
