export { columnNames } from './names';
export { resolveHeaders } from './resolve';
export { cleanHeader } from './text';
export type { Header, HeaderContext, HeaderMatch, HeaderRule, SeriesRule, SeriesStep } from './types';
