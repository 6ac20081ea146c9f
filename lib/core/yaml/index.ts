export * from './edit';
export * from './emit';
export * from './errors';
export * from './parse';
export type { YamlProblem } from './problem';
