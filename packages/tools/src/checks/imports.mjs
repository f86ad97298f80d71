import { importProblems } from '../import-rules/check.mjs';
import { report } from './report.mjs';

report(importProblems());
