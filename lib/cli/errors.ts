import { CodedError } from '../core';

/** The command line, the project or its program is wrong. */
export class CliError extends CodedError<
  | 'CLI_VERB_UNKNOWN'
  | 'CLI_FLAG_UNKNOWN'
  | 'CLI_FLAG_VALUE'
  | 'CLI_ARGUMENTS'
  | 'CLI_ARTIFACT_UNKNOWN'
  | 'CLI_CONFIG_INVALID'
  /** Somebody else wrote the same place of a file at the same time. */
  | 'CLI_FILE_CHANGED'
  | 'CLI_INPUT_INVALID'
  | 'CLI_INPUT_MISSING'
  | 'CLI_NOTHING_SYNTHESIZED'
  | 'CLI_PROJECT_INVALID'
  | 'CLI_PROGRAM_FAILED'
  | 'CLI_TAG_TAKEN'
  /** No key that may sign has signed it. */
  | 'CLI_NOT_SIGNED'
  /** What is to be removed is what a ring runs. */
  | 'CLI_PINNED'
> {}
