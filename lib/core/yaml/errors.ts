import { CodedError } from '../errors';

/** A value that has no YAML text, or text that is no YAML. */
export class YamlError extends CodedError<
  'YAML_LONE_SURROGATE' | 'YAML_NOT_DATA' | 'YAML_TOO_DEEP'
> {}
