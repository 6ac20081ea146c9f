import { valueAt } from '../../core';
import { textAt } from '../applications';
import { isFluxSince } from '../flux';
import { verified } from '../flux-verified';
import { rule } from '../rule';

export const fluxSignatureNotRead = rule({
  id: 'flux-signature-not-read',
  category: 'gitops',
  severity: 'warning',
  summary: 'Signatures are verified by a Flux that reads them: bundles from 2.8 on.',
  hint: 'sign with --legacy (cosign: --new-bundle-format=false), or raise Flux to 2.8',
  source: 'https://github.com/fluxcd/source-controller/pull/1961',

  *check(set, context) {
    if (isFluxSince(context, 2, 8)) return;
    for (const { at, pointer } of verified(set)) {
      if ((textAt(valueAt(at, pointer), '/provider') ?? 'cosign') !== 'cosign') continue;
      yield {
        at,
        pointer,
        message: `reads signatures of the old form alone with Flux ${context.targets['flux'] ?? ''}: cosign 3 and push --sign write bundles by default`,
      };
    }
  },
});
