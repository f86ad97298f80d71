// The build has the types of the source, also where nothing is built yet.
declare module '*/@stock-analyzer/validator/dist/bundle.js' {
  export * from '@stock-analyzer/validator/bundle';
}
