import type { Row } from '@stock-analyzer/schema';
import { scenariosOf } from '../harness';
import { firstWeek, provided, weekOf } from '../sample';

const company = (Ticker: string, corpName: string, industry: string, size: number): Row => ({
  Ticker,
  corpName,
  industry,
  '(USD mn)': size,
});

const week = provided(
  'search',
  weekOf([
    company('NVDA', 'NVIDIA', '반도체', 4_500_000),
    company('NVDS', 'Nvidia Short Fund', '기타', 5),
    company('005930.KS', '삼성전자', '반도체', 420_000),
    company('006400.KS', '삼성SDI', '2차전지', 20_000),
    company('028260.KS', '삼성물산', '상사,자본재', 25_000),
    company('000660.KS', 'SK하이닉스', '반도체', 210_000),
    company('BRK.B', 'Berkshire Hathaway', '보험', 1_050_000),
    company('META', 'Meta Platforms', '소프트웨어', 1_800_000),
    company('MC.PA', 'LVMH Moët Hennessy', '화장품,의류,완구', 300_000),
    company('GOOGL', 'Alphabet', '소프트웨어', 3_000_000),
    company('A', 'Agilent Technologies', '건강관리', 40_000),
    company('AA', 'Alcoa', '철강', 10_000),
    company('KO', 'Coca-Cola', '음식료', 290_000),
    company('TYO', 'ＴＯＹＯＴＡ', '자동차', 250_000),
  ]),
);

/** Finding companies by what people type. */
export const searchScenarios = scenariosOf('search', {
  tickers: {
    title: 'finds tickers first, whatever the case, and without their punctuation',
    async run({ store, check, publish }) {
      await publish(week);
      const first = async (text: string) => (await store.search(text))[0]?.ticker;
      check.equal(await first('NVDA'), 'NVDA', 'a ticker');
      check.equal(await first('nvda'), 'NVDA', 'in lower case');
      check.equal(await first(' nvda '), 'NVDA', 'with spaces about it');
      check.equal(await first('A'), 'A', 'a ticker of one letter');
      check.equal(await first('aa'), 'AA', 'a ticker of two');
      check.equal(await first('brk.b'), 'BRK.B', 'with its dot');
      check.equal(await first('brkb'), 'BRK.B', 'without it');
      check.equal(await first('005930'), '005930.KS', 'without its suffix');
      check.equal((await store.search('nvda'))[0]?.field, 'Ticker', 'the field that fits');
    },
  },

  names: {
    title: 'finds names by words and beginnings of words',
    async run({ store, check, publish }) {
      await publish(week);
      const found = async (text: string) => (await store.search(text)).map(({ ticker }) => ticker);
      check.equal(await found('nvidia'), ['NVDA', 'NVDS'], 'a whole name before a part of one');
      check.equal(await found('nvid'), ['NVDA', 'NVDS'], 'a beginning');
      check.equal(await found('hathaway berkshire'), ['BRK.B'], 'words in another order');
      check.equal(await found('berk hath'), ['BRK.B'], 'two beginnings');
      check.equal(await found('nvidia hathaway'), [], 'words of two companies');
      check.equal(await found('moet'), ['MC.PA'], 'without the accent');
      check.equal(await found('ＮＶＩＤＩＡ'), ['NVDA', 'NVDS'], 'in full width');
      check.equal(await found('toyota'), ['TYO'], 'a name in full width');
      check.equal(await found('coca cola'), ['KO'], 'without the hyphen');
      const [hit] = await store.search('alphabet');
      check.equal(
        [hit?.name, hit?.industry, hit?.field],
        ['Alphabet', '소프트웨어', 'corpName'],
        'what a hit tells',
      );
    },
  },

  korean: {
    title: 'finds Korean names, with particles, without spaces, and from within',
    async run({ store, check, publish }) {
      await publish(week);
      const found = async (text: string) => (await store.search(text)).map(({ ticker }) => ticker);
      check.equal(await found('삼성전자'), ['005930.KS'], 'a name');
      check.equal(
        await found('삼성'),
        ['005930.KS', '028260.KS', '006400.KS'],
        'a beginning, the largest first',
      );
      check.equal(await found('삼성전자는'), ['005930.KS'], 'with a particle');
      check.equal(await found('삼성전자에서'), ['005930.KS'], 'with a longer particle');
      check.equal(await found('하이닉스'), ['000660.KS'], 'from within a word');
      check.equal(await found('sk하이닉스를'), ['000660.KS'], 'Latin and Hangul with a particle');
      check.equal(await found('삼성전자'.normalize('NFD')), ['005930.KS'], 'decomposed letters');
    },
  },

  typos: {
    title: 'forgives one typo: a letter too many, too few, wrong, or two swapped',
    async run({ store, check, publish }) {
      await publish(week);
      for (const text of ['nvidai', 'nvdia', 'nvidiia', 'nvidja', 'mvidia']) {
        check.equal((await store.search(text))[0]?.ticker, 'NVDA', text);
      }
      check.equal((await store.search('alphabt'))[0]?.ticker, 'GOOGL', 'alphabt');
      check.equal((await store.search('berkshier hathaway'))[0]?.ticker, 'BRK.B', 'in one word of two');
      check.equal(await store.search('nxxdia'), [], 'two typos');
    },
  },

  industries: {
    title: 'finds industries too, after tickers and names, the largest company first',
    async run({ store, check, publish }) {
      await publish(week);
      const hits = await store.search('반도체');
      check.equal(
        hits.map(({ ticker }) => ticker),
        ['NVDA', '005930.KS', '000660.KS'],
        'an industry',
      );
      check.equal(hits[0]?.field, 'industry', 'the field that fits');
      check.ok(
        hits.every(({ score }, at) => at === 0 || score <= hits[at - 1]!.score),
        'scores fall',
      );
      check.equal((await store.search('자본재'))[0]?.ticker, '028260.KS', 'a part of an industry');
    },
  },

  'limits-and-filters': {
    title: 'limits hits, and searches among the companies that fit a filter',
    async run({ store, check, publish }) {
      await publish(week);
      const found = async (text: string, options: object) =>
        (await store.search(text, options)).map(({ ticker }) => ticker);
      check.equal(await found('반도체', { limit: 2 }), ['NVDA', '005930.KS'], 'two hits');
      check.equal(await found('반도체', { limit: 0 }), [], 'no hits');
      check.equal(
        await found('삼성', { filter: { '(USD mn)': { $lt: 100_000 } } }),
        ['028260.KS', '006400.KS'],
        'among small companies',
      );
      check.equal(await found('nvda', { filter: { industry: '보험' } }), [], 'among others');
      await check.fails(
        'UNKNOWN_FIELD',
        () => store.search('nvda', { filter: { nowhere: 1 } }),
        'a filter on a field that there is not',
      );
    },
  },

  'twenty-by-default': {
    title: 'gives at most twenty hits where no limit is given',
    async run({ store, check, publish }) {
      const rows = Array.from({ length: 30 }, (_, at) => company(`T${100 + at}`, 'Same Name', '기타', 7));
      await publish(provided('same', weekOf(rows)));
      const hits = await store.search('same');
      check.equal(
        hits.map(({ ticker }) => ticker),
        rows.slice(0, 20).map(({ Ticker }) => Ticker),
        'hits that fit alike, in the order of tickers',
      );
      check.equal((await store.search('same', { limit: 30 })).length, 30, 'hits where more are wanted');
      check.equal(await store.search('same', { limit: 0 }), [], 'hits where none are wanted');
      for (const limit of [-1, 1.5, Number.NaN]) {
        await check.fails('INVALID_QUERY', () => store.search('same', { limit }), `a limit of ${limit}`);
      }
    },
  },

  nothing: {
    title: 'finds nothing for nothing',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      for (const text of ['', '   ', '!!!', 'zzzzzzzz', '%', '_', "'", '"', '*', 'OR', 'a" OR "b', '\0']) {
        check.equal(await store.search(text), [], JSON.stringify(text));
      }
    },
  },
});
