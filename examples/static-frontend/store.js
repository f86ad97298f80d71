import { openStore } from './libraries.js';

/** Where the page's weeks are. Another kind of store is another address, and nothing else in the page changes. */
export const openWeeks = () => openStore('json:data/');
