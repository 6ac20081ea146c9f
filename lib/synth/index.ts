export * from './current';
export * from './errors';
export type { Group, Layout } from './groups';
export * from './output';
export { type Revise, SynthPass, type SynthObject, type SynthOptions } from './pass';
