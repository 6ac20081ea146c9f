export type { YamlEdit } from './edit/yaml-edit';
export * from './emit';
export * from './errors';
export * from './parse';
export type { YamlProblem } from './problem';
