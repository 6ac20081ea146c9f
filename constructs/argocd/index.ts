export { ApplicationSet, type ApplicationSetProps } from './application-set';
export type {
  AllAtOnce,
  RollingSync,
  RollingSyncStep,
  Strategy,
  Template,
} from './application-set-types';
export { Application, type ApplicationProps } from './application';
export { ArgoCdError } from './errors';
export * from './generators';
export type { Generator, Generators, ParamsOf } from './generator';
export {
  literal,
  MaybeParam,
  normalize,
  orElse,
  Param,
  slugify,
  when,
  type Params,
  type SlugifyOptions,
  type Text,
} from './params';
export type { ApplicationSpec, Destination, SyncOption, SyncPolicy } from './spec';
