/** A sheet's name as it was typed: a pattern if it has a `*` or `?` in it, which spreadsheets allow in no name. */
export function sheetPattern(name: string): string | RegExp {
  if (!/[*?]/.test(name)) return name;
  const source = name
    .replace(/[\\^$.+()[\]{}|/]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'su');
}
