import { CodedError } from '../core';

/** A construct tree that cannot become manifests, or not without losing some. */
export class SynthError extends CodedError<
  | 'SYNTH_INVALID'
  | 'SYNTH_CDK8S_TWICE'
  | 'SYNTH_CYCLE'
  | 'SYNTH_DEPENDENCY_CYCLE'
  | 'SYNTH_DUPLICATE_OBJECT'
  | 'SYNTH_FILE_CLASH'
  | 'SYNTH_LONE_SURROGATE'
  | 'SYNTH_UNWRITABLE'
  | 'SYNTH_NOT_A_MANIFEST'
> {}
