// The build has the types of the source, also where nothing is built yet. No `.d.ts`: the build of types reads all of
// those first, and would take what this one names for somebody else's.
declare module '*/@stock-analyzer/validator/dist/bundle.js' {
  export * from '@stock-analyzer/validator/bundle';
}
