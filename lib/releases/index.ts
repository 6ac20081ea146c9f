export * from './errors';
export { formatReleases } from './format';
export { parseReleases } from './parse-releases';
export * from './releases';
export { setRing } from './set-ring';
