import { CodedError } from '../../../lib/core';

/** A package, or what configures one, that Crossplane would refuse or that would not do what it says. */
export class PackageError extends CodedError<
  | 'PACKAGE_REFERENCE_INVALID'
  | 'PACKAGE_RUNTIME_INVALID'
  | 'PACKAGE_CONFIG_INVALID'
  | 'PACKAGE_DEPENDENCY_UNKNOWN'
  | 'PROVIDER_GROUP_INVALID'
  | 'PROVIDER_CONFIG_INVALID'
> {}
