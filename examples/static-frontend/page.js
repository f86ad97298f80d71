import { showCompany } from './company.js';
import { Filters } from './filters.js';
import { keepForOffline } from './offline.js';
import { listHits } from './search.js';
import { openWeeks } from './store.js';
import { CompanyTable } from './table.js';
import { say, show, speak, spoken } from './words.js';

/** @typedef {import('@stock-analyzer/store').Store} Store */
/** @typedef {import('@stock-analyzer/store').Snapshot} Snapshot */

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);

/** @type {Store} */
let store;
/** The week that is shown, whatever is released meanwhile. @type {Snapshot} */
let week;
/** @type {{ field: string, order: 'asc' | 'desc' }} */
let sort = { field: 'Ticker', order: 'asc' };
/** @type {import('@stock-analyzer/store').ReleaseInfo | undefined} */
let news;

const table = new CompanyTable(byId('table'), sortBy);
const filters = new Filters(byId('filters'), () => {
  showList();
  table.toTop();
});

/** @param {string} field */
function sortBy(field) {
  const kind = week.dataset.schema.byName.get(field)?.kind;
  // Numbers begin with the highest.
  const first = kind === 'string' ? 'asc' : 'desc';
  const turned = sort.order === 'asc' ? 'desc' : 'asc';
  sort = { field, order: sort.field === field ? turned : first };
  showList();
  table.toTop();
  byId('table').querySelector('[aria-sort] button')?.focus();
}

function showList() {
  const total = table.show(week, { filter: filters.filter, sort });
  byId('count').textContent = say('count', show(total), show(week.info.companies));
}

/** Shows what the address says: a company, or all of them. */
function showAddress() {
  const ticker = /^#\/company\/(.+)$/.exec(location.hash)?.[1];
  byId('list').hidden = ticker !== undefined;
  byId('company').hidden = ticker === undefined;
  if (ticker !== undefined) showCompany(byId('company'), store, week, decodeURIComponent(ticker));
  scrollTo(0, 0);
}

function showWeek() {
  byId('week').textContent = say('week', week.info.asOf);
  filters.show(week);
  showList();
  showAddress();
}

/** @param {import('@stock-analyzer/store').ReleaseInfo} release */
function tellNews(release) {
  news = release.id === week.info.id ? undefined : release;
  byId('news').hidden = !news;
  if (news) byId('news-text').textContent = say('newWeek', news.asOf);
}

async function showNews() {
  if (!news) return;
  try {
    week = await store.snapshot({ releaseId: news.id });
    byId('news').hidden = true;
    showWeek();
  } catch (error) {
    tellProblem(error);
  }
}

/** @param {unknown} error */
function tellProblem(error) {
  byId('problem').hidden = false;
  byId('problem').textContent = say('problem', error instanceof Error ? error.message : error);
}

async function start() {
  store = await openWeeks();
  if (!(await store.currentRelease())) {
    byId('count').textContent = say('noWeek');
    return;
  }
  week = await store.snapshot();
  showWeek();
  performance.mark('first page');
  addEventListener('hashchange', showAddress);
  store.subscribe(({ release }) => tellNews(release));
  listHits(byId('search'), byId('hits'), byId('found'), (text, limit) => week.search(text, { limit }));
  const kept = await keepForOffline();
  byId('offline').dataset.say = kept ? 'offline' : 'noOffline';
  byId('offline').textContent = say(kept ? 'offline' : 'noOffline');
}

byId('language').value = spoken();
byId('language').addEventListener('change', () => {
  speak(byId('language').value);
  if (!week) return;
  showWeek();
  if (news) tellNews(news);
});
byId('news-show').addEventListener('click', showNews);
start().catch(tellProblem);
