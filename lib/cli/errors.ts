import { CodedError } from '../core';

/** The command line itself is wrong. */
export class CliError extends CodedError<
  'CLI_VERB_UNKNOWN' | 'CLI_FLAG_UNKNOWN' | 'CLI_FLAG_VALUE' | 'CLI_ARGUMENTS' | 'CLI_INPUT_MISSING'
> {}
