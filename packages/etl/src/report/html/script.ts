/**
 * The page's only script: the language in the document's own attributes, and the tables of many rows. Whatever
 * comes from the data is set as text, never as markup. It is source text and not a function, because its bytes
 * have to be those that the page's content security policy names, whatever a bundler does.
 */
export const script = String.raw`'use strict';
(() => {
  const PAGE = 25;
  const byId = (id) => document.getElementById(id);
  const korean = byId('lang-ko');
  const language = () => (korean.checked ? 'ko' : 'en');
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const unpack = (id) => {
    const raw = atob(byId(id).textContent);
    const bytes = new Uint8Array(raw.length);
    for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')));
  };

  const tables = new Map();
  const redrawers = [];
  const redraw = () => {
    document.documentElement.lang = language();
    for (const draw of redrawers) draw();
  };

  const openTable = (name, model, words) => {
    const { columns, rows, values, units, years } = model;
    const holder = document.querySelector('[data-table="' + name + '"]');
    const body = holder.querySelector('tbody');
    const headRow = holder.querySelector('thead tr');
    const text = (column, value) => (typeof value === 'number' ? column.choices[value][language()] : value);
    const english = (column, value) => (typeof value === 'number' ? column.choices[value].en : value);
    const state = { page: 0, search: '', chosen: new Map(), number: null };
    const word = (key, fill = {}) =>
      words[key][language()].replace(/\{(\w+)\}/g, (_, hole) => fill[hole]);

    const numberFits = (row) => {
      const { field, missing, from, to, below, above } = state.number;
      const value = values[field][row];
      if (missing) return value === null;
      const ranged = [from, to, below, above].some((bound) => bound !== undefined);
      if (value === null) return !ranged;
      return (from === undefined || value >= from) && (to === undefined || value <= to) &&
        (below === undefined || value < below) && (above === undefined || value > above);
    };
    const fitting = () => {
      const search = state.search.trim().toLowerCase();
      const found = [];
      rows.forEach((row, index) => {
        for (const [at, wanted] of state.chosen) if (row[at] !== wanted) return;
        if (state.number && !numberFits(index)) return;
        if (search && !row.some((value, at) => text(columns[at], value).replaceAll('\u00a0', ' ').toLowerCase().includes(search))) return;
        found.push(index);
      });
      if (state.number && !state.number.missing) {
        const list = values[state.number.field];
        const extreme = (row) => (list[row] === null ? -1 : Math.abs(list[row]));
        found.sort((a, b) => extreme(b) - extreme(a));
      }
      return found;
    };

    const search = make('input', { type: 'search' });
    search.addEventListener('input', () => change(() => { state.search = search.value; }));
    const searchLabel = make('span');
    const selects = columns.flatMap((column, at) => {
      if (!column.filter || column.choices.length < 2) return [];
      const counts = new Map();
      for (const row of rows) counts.set(row[at], (counts.get(row[at]) ?? 0) + 1);
      const select = make('select');
      select.addEventListener('change', () => change(() => {
        if (select.value === '') state.chosen.delete(at);
        else state.chosen.set(at, Number(select.value));
      }));
      const label = make('span');
      const draw = () => {
        label.textContent = column.label[language()];
        select.replaceChildren(
          make('option', { value: '', textContent: word('all') }),
          ...[...counts].sort((a, b) => b[1] - a[1]).map(([choice, count]) => make('option', {
            value: String(choice),
            textContent: (column.choices[choice][language()] || '–') + ' (' + count + ')',
          })),
        );
        select.value = state.chosen.has(at) ? String(state.chosen.get(at)) : '';
      };
      return [{ draw, element: make('label', {}, label, select) }];
    });
    const clear = make('button', { type: 'button' });
    clear.addEventListener('click', () => show({}));
    const csv = byId('csv-' + name) ? make('button', { type: 'button' }) : null;
    csv?.addEventListener('click', async () => {
      const blob = new Blob([await unpack('csv-' + name).arrayBuffer()], { type: 'text/csv;charset=utf-8' });
      const link = make('a', { href: URL.createObjectURL(blob), download: byId('csv-' + name).dataset.file });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    });
    const status = make('p', { className: 'count' });
    status.setAttribute('role', 'status');
    const previous = make('button', { type: 'button' });
    const next = make('button', { type: 'button' });
    previous.addEventListener('click', () => change(() => {}, state.page - 1));
    next.addEventListener('click', () => change(() => {}, state.page + 1));
    holder.prepend(make('div', { className: 'tools' },
      make('label', {}, searchLabel, search), ...selects.map(({ element }) => element), clear, ...(csv ? [csv] : [])));
    holder.append(make('div', { className: 'pages' }, previous, status, next));

    const number = (value, useGrouping) =>
      value.toLocaleString('en-US', { maximumSignificantDigits: 6, useGrouping }).replace('-', '−');
    const shown = (field, value) => (value === null ? '–' : number(value, !years.includes(field)) + units[field]);
    const numberWords = () => {
      const { field, missing, from, to, below, above } = state.number;
      const bounds = [[from, '≥'], [above, '>'], [to, '≤'], [below, '<']];
      return field + (missing ? ': ' + word('missing') : bounds
        .filter(([bound]) => bound !== undefined)
        .map(([bound, sign]) => ' ' + sign + ' ' + shown(field, bound))
        .join(','));
    };
    const cell = (column, value) => {
      const td = make('td', { className: [column.key, column.look, column.look === 'severity' && 's' + value].filter(Boolean).join(' ') });
      td.dataset.en = column.label.en;
      td.dataset.ko = column.label.ko;
      td.append(make('bdi', { textContent: text(column, value) }));
      return td;
    };
    const draw = () => {
      const found = fitting();
      const pages = Math.max(1, Math.ceil(found.length / PAGE));
      state.page = Math.min(Math.max(0, state.page), pages - 1);
      const start = state.page * PAGE;
      const extra = state.number ? [{ key: 'value', look: 'number', label: { en: state.number.field, ko: state.number.field } }] : [];
      headRow.replaceChildren(...[...columns, ...extra].map((column) => make('th', {
        scope: 'col', className: column.look === 'number' ? 'number' : '', textContent: column.label[language()],
      })));
      body.replaceChildren(...found.slice(start, start + PAGE).map((index) => make('tr', {},
        ...rows[index].map((value, at) => cell(columns[at], value)),
        ...extra.map((column) => cell(column, shown(column.label.en, values[column.label.en][index]))))));
      for (const each of selects) each.draw();
      searchLabel.textContent = word('search');
      clear.textContent = word('clear');
      clear.hidden = !state.search && state.chosen.size === 0 && !state.number;
      if (csv) csv.textContent = word('csv');
      previous.textContent = word('previous');
      next.textContent = word('next');
      previous.disabled = state.page === 0;
      next.disabled = state.page === pages - 1;
      const parts = found.length === 0 ? [word('nothing')] : [word('showing', {
        from: (start + 1).toLocaleString('en-US'), to: Math.min(start + PAGE, found.length).toLocaleString('en-US'),
        count: found.length.toLocaleString('en-US'),
      })];
      if (found.length < rows.length) parts.push(word('filtered', { total: rows.length.toLocaleString('en-US') }));
      if (state.number) parts.unshift(numberWords());
      status.textContent = parts.join(' · ');
    };
    const change = (edit, page = 0) => {
      edit();
      state.page = page;
      draw();
    };
    const show = ({ search: wanted = '', field, missing, from, to, below, above, ...choices }) => change(() => {
      state.search = search.value = wanted;
      state.number = values && Object.hasOwn(values, field ?? '') ? { field, missing, from, to, below, above } : null;
      state.chosen.clear();
      const all = values ? choices : { ...choices, field };
      columns.forEach((column, at) => {
        if (all[column.key] === undefined || !column.choices) return;
        state.chosen.set(at, column.choices.findIndex((choice) => choice.en === all[column.key]));
      });
    });
    redrawers.push(draw);
    tables.set(name, { show });
  };

  document.addEventListener('click', (event) => {
    const origin = event.target.closest('[data-view]');
    if (!origin) return;
    const { table, ...view } = JSON.parse(origin.dataset.view);
    tables.get(table)?.show(view);
    if (origin.localName !== 'a') byId(table + '-rows').scrollIntoView();
  });
  for (const choice of document.querySelectorAll('input[name=lang]')) choice.addEventListener('change', redraw);

  unpack('row-data').json().then(
    ({ words, ...models }) => {
      for (const name of Object.keys(models)) openTable(name, models[name], words);
      redraw();
      document.documentElement.dataset.ready = 'yes';
    },
    () => { byId('too-old').hidden = false; },
  );
})();
`;
