/** The review of the proposals that a held run waits with, and the decision file that comes of it. */
export const review = String.raw`  const openReview = ({ plan, file, groups, texts: sentences, cards }) => {
    const SHOWN = 10;
    const desk = byId('desk');
    const view = { search: '', group: '', status: '', order: 'stake', page: 0 };
    const past = [];
    let decisions = new Map();
    let kept = decisions;
    let note = '';

    const sentence = (at) => sentences[at][language()];
    const total = cards.reduce((sum, { ids }) => sum + ids.length, 0);
    const statusOf = ({ ids }) => decisions.get(ids[0])?.decision ?? 'open';
    const isOpen = (card) => statusOf(card) === 'open';
    const textOf = new Map(cards.map((card) => [card, [
      card.ticker, card.company, card.industry, groups[card.group].field, groups[card.group].rule, card.cell, ...card.changes.flat(),
      ...card.why.flatMap(([, at]) => [sentences[at].en, sentences[at].ko]),
    ].join('\n').replaceAll('\u00a0', ' ').toLowerCase()]));
    const fitting = () => {
      const search = view.search.trim().toLowerCase();
      const found = cards.filter((card) =>
        (view.group === '' || card.group === Number(view.group)) &&
        (view.status === '' || statusOf(card) === view.status) &&
        (search === '' || textOf.get(card).includes(search)));
      return view.order === 'sure' ? found.sort((a, b) => a.confidence - b.confidence) : found;
    };

    const change = (edit) => {
      past.push(decisions);
      decisions = new Map(decisions);
      edit();
      note = '';
      draw();
    };
    const decide = (list, decision) => change(() => {
      const at = new Date().toISOString();
      const said = reason.value.trim() || word('usualReason');
      for (const card of list)
        for (const id of card.ids)
          decisions.set(id, { proposal: id, decision, by: '', at, reason: said });
    });
    const forget = (card) => change(() => {
      for (const id of card.ids) decisions.delete(id);
    });
    const press = (card, decision) => (statusOf(card) === decision ? forget(card) : decide([card], decision));
    const undo = () => {
      decisions = past.pop() ?? decisions;
      note = '';
      draw();
    };
    const download = () => {
      const by = name.value.trim();
      if (by === '') {
        note = word('nameFirst');
        draw();
        name.focus();
        return;
      }
      const made = cards.flatMap(({ ids }) => ids.flatMap((id) => (decisions.has(id) ? [{ ...decisions.get(id), by }] : [])));
      const lines = made.map((each) => '    ' + JSON.stringify(each)).join(',\n');
      save('{\n  "version": 1,\n  "plan": ' + JSON.stringify(plan) + ',\n  "decisions": [\n' + lines + '\n  ]\n}\n', 'application/json', file);
      kept = decisions;
      note = word('saved', { count: counted(made.length), file });
      draw();
    };

    const labelled = (element) => {
      const label = make('span');
      return { element, label, field: make('label', {}, label, element) };
    };
    const search = make('input', { type: 'search' });
    const name = make('input', { type: 'text', autocomplete: 'name', maxLength: 80 });
    const reason = make('input', { type: 'text', autocomplete: 'off', maxLength: 200 });
    const selectOf = (key) => {
      const select = make('select');
      select.addEventListener('change', () => look({ [key]: select.value }));
      return select;
    };
    const selects = { group: selectOf('group'), status: selectOf('status'), order: selectOf('order') };
    const fields = [['yourName', name], ['reason', reason], ['search', search], ['kindAndField', selects.group], ['decision', selects.status], ['order', selects.order]]
      .map(([key, element]) => ({ key, ...labelled(element) }));
    const [nameField, reasonField, ...filterFields] = fields.map(({ field }) => field);
    search.addEventListener('input', () => look({ search: search.value }));

    const state = make('p', { className: 'state' });
    state.setAttribute('role', 'status');
    const done = make('progress', { max: total });
    const back = button(undo);
    const saving = button(download);
    saving.className = 'main';
    const acceptShown = button(() => decide(fitting().filter(isOpen), 'accept'));
    const refuseShown = button(() => decide(fitting().filter(isOpen), 'refuse'));
    const list = make('ol', { className: 'desk-cards' });
    const previous = button(() => look({ page: view.page - 1 }));
    const next = button(() => look({ page: view.page + 1 }));
    const where = make('p', { className: 'count' });
    const hint = make('p', { className: 'hint' });
    desk.append(
      make('div', { className: 'desk-bar' }, make('div', { className: 'desk-state' }, state, done),
        make('div', { className: 'desk-save' }, nameField, reasonField, back, saving)),
      make('div', { className: 'tools' }, ...filterFields, acceptShown, refuseShown), hint, list,
      make('div', { className: 'pages' }, previous, where, next));

    const cardOf = (card) => {
      const { field, title } = groups[card.group];
      const status = statusOf(card);
      const [[, from, to]] = card.changes;
      const isMany = card.companies > 1;
      const who = isMany ? word('manyCompanies', { count: counted(card.companies) }) : card.ticker;
      const act = (decision) => {
        const element = button(() => press(card, decision));
        element.textContent = word(decision);
        element.className = decision;
        element.dataset.act = decision;
        element.setAttribute('aria-pressed', String(status === decision));
        element.setAttribute('aria-label', word(decision) + ': ' + who + ', ' + field + ' ' + from + ' → ' + to);
        return element;
      };
      const soft = [isMany ? '' : card.industry, isMany ? '' : card.cell, card.issue < 0 ? '' : sentence(card.issue)].filter(Boolean).join(' · ');
      const others = card.others.map(([value, sure, isKept]) => word(isKept ? 'keptReading' : 'otherReading', { value, sure }));
      if (card.ids.length > 1) others.unshift(word('together', { count: counted(card.ids.length) }));
      const change = ([where, old, now]) => make('li', {},
        make('span', { className: 'what' }, make('bdi', { textContent: where }), card.ids.length > 1 ? '' : ' · ' + title[language()]),
        make('span', { className: 'values' }, make('span', { className: 'old', textContent: old }), ' → ', make('b', { textContent: now })));
      const rest = card.ids.length - card.changes.length;
      const item = make('li', { tabIndex: -1, className: 'card ' + status },
        make('div', { className: 'who' }, make('b', {}, make('bdi', { textContent: who })), ' ', make('bdi', { textContent: isMany ? '' : card.company }), make('small', { textContent: soft })),
        make('div', { className: 'change' }, make('ul', {}, ...card.changes.map(change)),
          rest > 0 ? make('small', { textContent: word('andMore', { count: counted(rest) }) }) : '',
          make('span', { className: 'sure', textContent: word('sure', { sure: card.sure }) })),
        make('ul', { className: 'evidence' }, ...card.why.map(([odds, at]) => make('li', { className: odds.startsWith('÷') ? 'against' : '' },
          make('span', { className: 'odds', textContent: odds }), ' ', make('bdi', { textContent: sentence(at) })))),
        others.length ? make('p', { className: 'others', textContent: others.join(' · ') }) : '',
        make('div', { className: 'act' }, act('accept'), act('refuse'),
          make('small', { textContent: status === 'open' ? '' : decisions.get(card.ids[0]).reason })));
      item.dataset.id = card.ids[0];
      return item;
    };
    const headOf = (group) => {
      const { field, title } = groups[group];
      const all = cards.filter((card) => card.group === group);
      const open = all.filter(isOpen);
      const head = make('li', { className: 'group' }, make('h3', {}, make('bdi', { textContent: field }), ' · ' + title[language()] + ' (' + counted(all.length) + ')'));
      for (const decision of ['accept', 'refuse']) {
        const element = button(() => decide(open, decision));
        element.textContent = word(decision + 'Like', { count: counted(open.length) });
        element.disabled = open.length === 0;
        element.dataset.act = decision + ' ' + group;
        head.append(element);
      }
      return head;
    };

    const options = (select, pairs) => {
      select.replaceChildren(...pairs.map(([value, textContent]) => make('option', { value, textContent })));
      select.value = view[Object.keys(selects).find((key) => selects[key] === select)];
    };
    const draw = () => {
      const focused = document.activeElement;
      const at = list.contains(focused) ? { id: focused.closest('.card')?.dataset.id, act: focused.dataset.act, index: [...list.children].indexOf(focused.closest('li')) } : null;
      const found = fitting();
      const pages = Math.max(1, Math.ceil(found.length / SHOWN));
      view.page = Math.min(Math.max(0, view.page), pages - 1);
      const start = view.page * SHOWN;
      const shown = found.slice(start, start + SHOWN);
      list.replaceChildren(...shown.flatMap((card, index) => [
        ...(view.order === 'stake' && (index === 0 || shown[index - 1].group !== card.group) ? [headOf(card.group)] : []), cardOf(card),
      ]));
      for (const { key, label } of fields) label.textContent = word(key);
      reason.placeholder = word('usualReason');
      const count = { accept: 0, refuse: 0 };
      for (const { decision } of decisions.values()) count[decision]++;
      const open = total - decisions.size;
      state.textContent = note || word('reviewState', { accepted: counted(count.accept), refused: counted(count.refuse), open: counted(open) });
      done.value = decisions.size;
      options(selects.group, [['', word('all')], ...groups.map(({ field, title }, index) => [String(index), field + ' · ' + title[language()]])]);
      options(selects.status, [['', word('all')], ['open', word('open')], ['accept', word('accepted')], ['refuse', word('refused')]]);
      options(selects.order, [['stake', word('byStake')], ['sure', word('bySure')]]);
      const waiting = found.filter(isOpen).length;
      for (const [element, key] of [[acceptShown, 'acceptShown'], [refuseShown, 'refuseShown']]) {
        element.textContent = word(key, { count: counted(waiting) });
        element.disabled = waiting === 0;
      }
      back.textContent = word('undo');
      back.disabled = past.length === 0;
      saving.textContent = word('saveDecisions', { count: counted(decisions.size) });
      saving.disabled = decisions.size === 0;
      hint.textContent = word('keys');
      previous.textContent = word('previous');
      next.textContent = word('next');
      previous.disabled = view.page === 0;
      next.disabled = view.page === pages - 1;
      where.textContent = found.length === 0 ? word('nothing') : word('showing', { from: counted(start + 1), to: counted(start + shown.length), count: counted(found.length) });
      if (at) {
        const card = [...list.children].find((item) => at.id && item.dataset.id === at.id);
        const same = at.act && [...(card ?? list).querySelectorAll('button')].find((each) => each.dataset.act === at.act && !each.disabled);
        (same || card || list.children[Math.min(at.index, list.children.length - 1)])?.focus();
      }
    };
    const look = (wanted) => {
      Object.assign(view, { page: 0 }, wanted);
      draw();
    };
    const step = (by) => {
      const items = [...list.querySelectorAll('.card')];
      const at = items.indexOf(document.activeElement.closest('.card'));
      items[Math.min(Math.max(0, at + by), items.length - 1)]?.focus();
    };
    desk.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select')) return;
      const id = event.target.closest('.card')?.dataset.id;
      const card = cards.find((each) => each.ids[0] === id);
      if (event.key === 'j') step(1);
      else if (event.key === 'k') step(-1);
      else if (event.key === 'u' && past.length) undo();
      else if (card && (event.key === 'a' || event.key === 'r')) {
        decide([card], event.key === 'a' ? 'accept' : 'refuse');
        if (list.contains(document.activeElement) && document.activeElement.closest('.card')?.dataset.id === id) step(1);
      } else return;
      event.preventDefault();
    });
    addEventListener('beforeunload', (event) => {
      if (decisions !== kept) event.preventDefault();
    });
    redrawers.push(draw);
    desk.hidden = false;
    byId('desk-absent').hidden = true;
  };
`;
