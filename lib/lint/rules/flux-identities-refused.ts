import { valueAt } from '../../core';
import { listAt, textAt } from '../applications';
import { isFluxSince } from '../flux';
import { rule } from '../rule';
import { verified } from '../flux-verified';

export const fluxIdentitiesRefused = rule({
  id: 'flux-identities-refused',
  category: 'gitops',
  severity: 'error',
  summary: 'A signature without keys is compared with exactly one identity.',
  hint: 'write one matchOIDCIdentity, with alternatives in its patterns: ^(a|b)$',
  source: 'https://fluxcd.io/flux/components/source/ocirepositories/#keyless-verification',

  *check(set, context) {
    for (const { at, pointer } of verified(set)) {
      const verify = valueAt(at, pointer);
      const provider = textAt(verify, '/provider') ?? 'cosign';
      if (provider !== 'cosign' || valueAt(verify, '/secretRef') !== undefined) continue;
      const identities = listAt(verify, '/matchOIDCIdentity');
      if (identities.length === 0) {
        yield {
          at,
          pointer,
          message: 'names neither keys nor an identity: a signature of anybody would do',
          hint: 'write matchOIDCIdentity: the issuer, and the workflow or person that signs',
        };
      } else if (identities.length > 1 && isFluxSince(context, 2, 8)) {
        yield {
          at,
          pointer: `${pointer}/matchOIDCIdentity`,
          message: `are ${identities.length}, and cosign refuses more than one for the bundles that cosign 3 writes`,
        };
      }
    }
  },
});
