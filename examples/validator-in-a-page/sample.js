/** Invented companies with a few defects. @returns {{ rows: Record<string, unknown>[], asOf: string }} */
export function sampleWeek() {
  const rows = Array.from({ length: 60 }, (_, at) => ({
    Ticker: `T${String(at).padStart(3, '0')}`,
    corpName: `Company ${at + 1}`,
    exchange: at % 3 ? 'NASDAQ' : 'NYSE',
    'ROE (Fwd)': /** @type {number | string} */ (8 + ((at * 7) % 23)),
    'Operating Margin (Fwd)': 5 + ((at * 5) % 19),
    'Dividend Yield (Fwd)': at % 4 ? 0.5 * (at % 7) : null,
  }));
  const [a, b, c, d, e] = rows;
  if (a && b && c && d && e) {
    a['ROE (Fwd)'] = 1817.6;
    b.corpName = '';
    c['Dividend Yield (Fwd)'] = -2;
    d['ROE (Fwd)'] = '15.5 %';
    e.Ticker = d.Ticker;
  }
  return { rows, asOf: new Date(Date.now() - 18 * 86_400_000).toISOString().slice(0, 10) };
}
