export { compileTemplate } from './compile';
export { fastText, tagOf, type FastContext } from './fast-text';
export { each, join, listExpression, type ListOf, type TextList } from './lists';
export { literal, normalize, orElse, slugify, when, type SlugifyOptions } from './functions';
export { operand, pipelineOf } from './go-text';
export { isParamGroup, materialise } from './materialise';
export { MaybeParam, Param, type Text } from './param';
export {
  always,
  commonOf,
  eitherOf,
  firstOf,
  group,
  overlaidBy,
  sharedTexts,
  sometimes,
  type Group,
  type Leaf,
  type Open,
  type Shape,
} from './shape';
export type { NumbersOf } from './numbers';
export type { Crossed, Optionally, Overlaid } from './overlaid';
export type { Common, Elements, NoParam, Params, TextMap } from './types';
export { asBoolean, asNumber, BooleanParam, Choice, NumberParam } from './typed-text';
