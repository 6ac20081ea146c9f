export { announce, type Announced } from './announce';
export type { Announcement } from './announcement';
export * from './errors';
export { formatReleases } from './format';
export { parseReleases } from './parse-releases';
export * from './releases';
export { setRing } from './set-ring';
export { promoted, releaseOf, rolledBack } from './succession';
