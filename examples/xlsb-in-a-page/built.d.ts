// The build has the types of the source, also where nothing is built yet.
declare module '*/@stock-analyzer/xlsb/dist/index.js' {
  export * from '@stock-analyzer/xlsb';
}
