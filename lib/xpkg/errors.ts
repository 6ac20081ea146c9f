import { CodedError } from '../core';

/** A Configuration package that Crossplane would refuse, or that cannot be made. */
export class XpkgError extends CodedError<'XPKG_INVALID' | 'XPKG_EMPTY'> {}
