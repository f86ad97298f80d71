import { scenariosOf } from '../harness';
import { firstWeek, sampleTickers, secondWeek, weekOf } from '../sample';

const needs = { writes: true } as const;

/** Adding, changing and removing single companies. */
export const editScenarios = scenariosOf('edit', {
  'changes-what-is-given': {
    title: 'changes the given fields of a company and leaves the rest as it is',
    needs,
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const before = await store.get('NVDA');
      const { release, companies } = await store.upsert([
        { Ticker: 'NVDA', 'ROE (Fwd)': 80, Rating: null, 'Beta (5Y)': 1.7, Price: 9 },
      ]);
      check.equal(companies, 1, 'companies that are other than before');
      check.equal([release.current, release.asOf], [true, '2025-10-03'], 'the release');
      check.equal((await store.currentRelease())?.id, release.id, 'the current release');
      const after = await store.get('NVDA');
      check.equal(
        after?.fields,
        { ...before?.fields, 'ROE (Fwd)': 80, Rating: null, 'Beta (5Y)': 1.7 },
        'canonical fields',
      );
      check.equal(after?.native, { ...before?.native, Price: 9 }, 'native fields');
      check.equal((await store.get('AAPL'))?.fields['Beta (5Y)'], null, 'the new field of another company');
      check.equal((await store.query({ limit: 0 })).total, 12, 'companies');
    },
  },

  'adds-companies': {
    title: 'adds companies that are new, with null where nothing is given',
    needs,
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const { release, companies } = await store.upsert([
        { Ticker: 'TSLA', corpName: 'Tesla', 'ROE (Fwd)': 10 },
        { Ticker: '카카오', corpName: '카카오', Active: true },
      ]);
      check.equal([companies, release.companies], [2, 14], 'companies');
      const tesla = await store.get('TSLA');
      check.equal([tesla?.fields['ROE (Fwd)'], tesla?.fields.industry], [10, null], 'the new company');
      check.equal((await store.get('카카오'))?.native.Active, true, 'a native value of the other');
      check.equal((await store.search('tesla'))[0]?.ticker, 'TSLA', 'found by search');
      check.equal((await store.query({ filter: { 'ROE (Fwd)': 10 } })).total, 1, 'found by query');
    },
  },

  'same-again-is-nothing': {
    title: 'makes no release where nothing changes',
    needs,
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const before = await store.releases();
      const none = [
        await store.upsert([]),
        await store.upsert([{ Ticker: 'NVDA', 'ROE (Fwd)': 79.43, Rating: 'Buy' }]),
        await store.upsert([{ Ticker: 'NVDA' }]),
        await store.upsert([
          { Ticker: 'NVDA', 'ROE (Fwd)': 1 },
          { Ticker: 'NVDA', 'ROE (Fwd)': 79.43 },
        ]),
        await store.remove([]),
        await store.remove(['NOWHERE']),
      ];
      for (const { release, companies } of none) {
        check.equal([release.id, companies], ['week-1', 0], 'the release, and companies changed');
      }
      check.equal(await store.releases(), before, 'the list');
    },
  },

  'last-word-counts': {
    title: 'takes the last of two rows for one company',
    needs,
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const { companies } = await store.upsert([
        { Ticker: 'NVDA', 'ROE (Fwd)': 1, Rating: 'Hold' },
        { Ticker: 'NVDA', 'ROE (Fwd)': 2 },
        { Ticker: 'NEW', corpName: 'New' },
        { Ticker: 'NEW', corpName: 'Newer' },
      ]);
      check.equal(companies, 2, 'companies');
      const { fields } = (await store.get('NVDA'))!;
      check.equal([fields['ROE (Fwd)'], fields.Rating], [2, 'Hold'], 'its values');
      check.equal((await store.get('NEW'))?.fields.corpName, 'Newer', 'a new company given twice');
    },
  },

  'marks-go-with-values': {
    title: 'drops the quality mark of a value that changes, and keeps the others',
    needs,
    async run({ store, check, publish }) {
      await publish(firstWeek);
      await store.upsert([{ Ticker: 'NVDA', 'ROE (Fwd)': 80, 'PER (Oct-25)': 31.2 }]);
      const marks = (await store.companies()).marks.map(({ ticker, field }) => `${ticker} ${field}`);
      check.equal(marks, ['AAPL ROE (Fwd)', 'NVDA PER (Oct-25)', '7203.T Fiscal month'], 'marks left');
      await store.remove(['AAPL']);
      check.equal((await store.companies()).marks.length, 2, 'marks after the removal of their company');
    },
  },

  removes: {
    title: 'takes companies out, and counts those it had',
    needs,
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const { release, companies } = await store.remove(['NVDA', 'NOWHERE', 'ﬀ', 'NVDA']);
      check.equal([companies, release.companies], [2, 10], 'companies removed, and left');
      check.equal(await store.get('NVDA'), undefined, 'the removed company');
      const { rows, total } = await store.query({ projection: ['Ticker'] });
      check.equal(total, 10, 'the total');
      check.equal(
        rows.map(({ Ticker }) => Ticker),
        sampleTickers.filter((ticker) => ticker !== 'NVDA' && ticker !== 'ﬀ'),
        'the rest',
      );
      check.equal(await store.search('nvidia'), [], 'found by search');
      check.equal((await store.remove([...sampleTickers])).companies, 10, 'the rest removed');
      check.equal((await store.query()).rows, [], 'nothing left');
    },
  },

  'history-keeps-what-was': {
    title: 'keeps what was there before an edit',
    needs: { writes: true, history: true },
    async run({ store, check, publish }) {
      await publish(firstWeek, secondWeek);
      await store.upsert([{ Ticker: 'NVDA', 'ROE (Fwd)': 81 }]);
      await store.remove(['NEG']);
      check.equal(
        (await store.get('NVDA', { releaseId: 'week-2' }))?.fields['ROE (Fwd)'],
        80,
        'the value before',
      );
      check.equal(
        (await store.get('NEG', { releaseId: 'week-2' }))?.fields.Ticker,
        'NEG',
        'the company removed',
      );
      const history = await store.history('NVDA');
      check.equal(
        history.map(({ fields }) => fields['ROE (Fwd)']),
        [79.43, 81],
        'the history',
      );
      check.equal((await store.releases()).length, 4, 'snapshots');
    },
  },

  'edit-and-back': {
    title: 'comes back to what it was when an edit is taken back by another',
    needs,
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const before = await store.query();
      await store.upsert([{ Ticker: 'NEG', 'ROE (Fwd)': 5 }]);
      await store.upsert([{ Ticker: 'NEG', 'ROE (Fwd)': -12.5 }]);
      check.equal((await store.query()).rows, before.rows, 'the rows');
      await store.upsert([{ Ticker: 'NEG', 'ROE (Fwd)': 5 }]);
      check.equal((await store.get('NEG'))?.fields['ROE (Fwd)'], 5, 'the same edit again');
      await store.upsert([{ Ticker: 'NEG', 'ROE (Fwd)': -12.5 }]);
      check.equal((await store.query()).rows, before.rows, 'the rows, again');
    },
  },

  'causes-stay': {
    title: 'keeps why values are missing, but of those that are given now',
    needs,
    async run({ store, check }) {
      const dataset = weekOf([
        { Ticker: 'A', corpName: 'A', 'ROE (Fwd)': 'n/a' },
        { Ticker: 'B', corpName: 'B', 'ROE (Fwd)': '?' },
      ]);
      await store.publish(dataset);
      await store.upsert([{ Ticker: 'B', 'ROE (Fwd)': 7 }]);
      const column = (await store.companies()).fields.byName.get('ROE (Fwd)');
      check.equal([...(column?.causes ?? [])], [[0, { kind: 'unparsed', text: 'n/a' }]], 'causes');
      await store.remove(['B']);
      check.equal((await store.companies()).fields.byName.get('ROE (Fwd)')?.causes?.size, 1, 'causes then');
    },
  },

  'refused-whole': {
    title: 'refuses an edit that would not be a dataset, and leaves everything as it was',
    needs,
    async run({ store, check, publish }) {
      await check.fails(
        'UNKNOWN_RELEASE',
        () => store.upsert([{ Ticker: 'A' }]),
        'an edit before any release',
      );
      await check.fails('UNKNOWN_RELEASE', () => store.remove(['A']), 'a removal before any release');
      await publish(firstWeek);
      const before = await store.releases();
      await check.fails(
        'UNKNOWN_FIELD',
        () =>
          store.upsert([
            { Ticker: 'NVDA', 'ROE (Fwd)': 1 },
            { Ticker: 'AAPL', 'Roe Fwd': 2 },
          ]),
        'a field that there is not',
        { message: /"ROE \(Fwd\)"/, place: { field: 'Roe Fwd' } },
      );
      const wrong: Record<string, object> = {
        'no ticker': { corpName: 'Nobody' },
        'a number for a ticker': { Ticker: 1398, corpName: 'ICBC' },
        'a new company without a name': { Ticker: 'NEW' },
        'a name taken away': { Ticker: 'NVDA', corpName: null },
      };
      for (const [what, row] of Object.entries(wrong)) {
        await check.fails('INVALID_DATASET', () => store.upsert([row as never]), what);
      }
      check.equal(await store.releases(), before, 'the list');
      check.equal((await store.get('NVDA'))?.fields['ROE (Fwd)'], 79.43, 'a value');
    },
  },
});
