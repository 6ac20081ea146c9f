import type * as BundleModule from '@sigstore/bundle';
import type * as Specs from '@sigstore/protobuf-specs';
import type * as Sign from '@sigstore/sign';
import type * as Tuf from '@sigstore/tuf';
import type * as Verify from '@sigstore/verify';

/* eslint-disable @typescript-eslint/no-require-imports -- they take longer to load than all of ours */

export type TrustMaterial = ReturnType<typeof Verify.toTrustMaterial>;

/** Sigstore's own code for bundles with certificates. */
export function sigstore(): typeof BundleModule &
  typeof Verify &
  Pick<typeof Specs, 'TrustedRoot'> {
  return {
    ...(require('@sigstore/bundle') as typeof BundleModule),
    ...(require('@sigstore/verify') as typeof Verify),
    TrustedRoot: (require('@sigstore/protobuf-specs') as typeof Specs).TrustedRoot,
  };
}

/** Its clients of Fulcio and Rekor. */
export function sigstoreSign(): typeof Sign {
  return require('@sigstore/sign') as typeof Sign;
}

/** Its client of TUF repositories. */
export function sigstoreTuf(): typeof Tuf {
  return require('@sigstore/tuf') as typeof Tuf;
}
