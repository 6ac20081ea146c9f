export { compileTemplate } from './compile';
export { literal, normalize, orElse, slugify, when, type SlugifyOptions } from './functions';
export { materialise } from './materialise';
export { MaybeParam, Param, type Text } from './param';
export {
  always,
  commonOf,
  eitherOf,
  firstOf,
  group,
  sometimes,
  type Group,
  type Leaf,
  type Shape,
} from './shape';
export type { Common, NoParam, Params } from './types';
