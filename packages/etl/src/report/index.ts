export type { QualityReportInput } from './input';
export { qualityReportJson } from './json';
export { qualityReportMarkdown } from './markdown';
export { renderQualityReport } from './render';
