/** What links of the page do, and how its script begins. */
export const start = `  document.addEventListener('click', (event) => {
    const origin = event.target.closest('[data-view]');
    if (!origin) return;
    const { table, ...view } = JSON.parse(origin.dataset.view);
    tables.get(table)?.show(view);
    if (origin.localName !== 'a') byId(table + '-rows').scrollIntoView();
  });
  for (const choice of document.querySelectorAll('input[name=lang]')) choice.addEventListener('change', redraw);

  unpack('row-data').json().then(
    ({ words, review, tables: models }) => {
      texts = words;
      for (const name of Object.keys(models)) openTable(name, models[name]);
      if (review) openReview(review);
      redraw();
      document.documentElement.dataset.ready = 'yes';
    },
    () => { byId('too-old').hidden = false; },
  );
`;
