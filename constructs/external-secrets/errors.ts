import { CodedError } from '../../lib/core';

/** An External Secrets object that the operator would refuse, or run as nobody meant. */
export class ExternalSecretError extends CodedError<
  | 'EXTERNAL_SECRET_EMPTY'
  | 'EXTERNAL_SECRET_POLICY'
  | 'EXTERNAL_SECRET_KEY_DUPLICATE'
  | 'EXTERNAL_SECRET_SOURCE'
  | 'EXTERNAL_SECRET_STORE'
  | 'EXTERNAL_SECRET_INTERVAL'
  | 'SECRET_STORE_CONDITIONS'
  | 'SECRET_STORE_AUTH'
> {}
