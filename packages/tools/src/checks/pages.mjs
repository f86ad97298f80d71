import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { pages } from '../files.mjs';
import { pageProblems } from '../pages/page-problems.mjs';
import { root } from '../workspace.mjs';
import { report } from './report.mjs';

report(pages().flatMap((path) => pageProblems(relative(root, path), readFileSync(path, 'utf8'))));
