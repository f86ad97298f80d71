import { review } from './script/review';
import { shared } from './script/shared';
import { start } from './script/start';
import { tables } from './script/tables';

/**
 * The page's only script: the language in the document's own attributes, the tables of many rows, and the review of
 * proposals. Whatever comes from the data is set as text, never as markup. It is source text and not a function,
 * because its bytes have to be those that the page's content security policy names, whatever a bundler does.
 */
export const script = `'use strict';
(() => {
${[shared, tables, review, start].join('\n')}})();
`;
