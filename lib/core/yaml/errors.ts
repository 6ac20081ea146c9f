import { CodedError } from '../errors';

/** A value that has no YAML text, text that is no YAML, or a change that text cannot take. */
export class YamlError extends CodedError<
  'YAML_EDIT_UNSAFE' | 'YAML_LONE_SURROGATE' | 'YAML_NOT_DATA' | 'YAML_TOO_DEEP'
> {}
