export { loadSynthesized, type Loaded } from './load';
export { publishAll, type Published } from './stage';
