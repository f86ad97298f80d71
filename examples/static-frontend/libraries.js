// What the page takes from npm. `build.mjs` makes one file of it, in parts that are loaded when they are needed.
export { fieldName } from '@stock-analyzer/schema';
export { categoryLabels, fieldTexts, unitLabels } from '@stock-analyzer/schema/dictionary';
export { openStore } from '@stock-analyzer/store/open';
export { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
export { scaleLinear, scaleUtc } from 'd3-scale';
