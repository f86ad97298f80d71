/** Tables of many rows: pages, a search, filters, and CSV. */
export const tables = String.raw`  const PAGE = 25;
  const tables = new Map();
  const openTable = (name, model) => {
    const { columns, rows, values, units, years } = model;
    const holder = document.querySelector('[data-table="' + name + '"]');
    const body = holder.querySelector('tbody');
    const headRow = holder.querySelector('thead tr');
    const text = (column, value) => (typeof value === 'number' ? column.choices[value][language()] : value);
    const english = (column, value) => (typeof value === 'number' ? column.choices[value].en : value);
    const state = { page: 0, search: '', chosen: new Map(), number: null };
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
    const clear = button(() => show({}));
    const csv = byId('csv-' + name) ? button(async () => {
      save(await unpack('csv-' + name).arrayBuffer(), 'text/csv;charset=utf-8', byId('csv-' + name).dataset.file);
    }) : null;
    const status = make('p', { className: 'count' });
    status.setAttribute('role', 'status');
    const previous = button(() => change(() => {}, state.page - 1));
    const next = button(() => change(() => {}, state.page + 1));
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
        from: counted(start + 1), to: counted(Math.min(start + PAGE, found.length)),
        count: counted(found.length),
      })];
      if (found.length < rows.length) parts.push(word('filtered', { total: counted(rows.length) }));
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
`;
