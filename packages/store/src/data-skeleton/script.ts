// All of DataSkeleton in one file for a <script> tag: what other scripts of the page find on `window`.
import { DataProvider, DataSkeleton } from './index';

Object.assign(globalThis, { DataSkeleton, DataProvider });
