export { type ProposeOptions, proposeCorrections } from './propose';
