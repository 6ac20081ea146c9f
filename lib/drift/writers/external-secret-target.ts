import { escapeToken, keyOf, type Manifest } from '../../core';
import { IGNORE, REMOVE } from '../repair-texts';
import { namespaceIn } from '../scalers';
import { listIn, mapIn, textIn } from '../values';
import type { Claim, Writer, WrittenField } from '../writer';

const OWNED: WrittenField = {
  kinds: ['Secret'],
  path: '',
  manager: 'external-secrets',
  repair: REMOVE,
  note: 'the operator makes it, and writes all of its data',
};

const MERGED: WrittenField = {
  kinds: ['Secret'],
  path: '/data/<key>',
  manager: 'external-secrets',
  repair: IGNORE,
  note: 'with creationPolicy Merge or CreateOrMerge the keys of the ExternalSecret are the operator’s; give the manifest a data map, since null data defeats the rule',
  source: 'https://github.com/argoproj/argo-cd/issues/9678',
};

/** The External Secrets operator, which writes the Secret that an ExternalSecret names. */
export const externalSecretTarget: Writer = {
  name: 'external-secret-target',
  title: 'External Secrets',
  source: 'https://external-secrets.io/latest/guides/ownership-deletion-policy/',
  fields: [OWNED, MERGED],

  *claims(set, facts) {
    for (const by of set.ofKind('external-secrets.io', 'ExternalSecret')) {
      const name = textIn(by, '/spec/target/name') ?? by.metadata.name ?? '';
      const policy = textIn(by, '/spec/target/creationPolicy') ?? 'Owner';
      if (policy === 'None' || textIn(by, '/spec/target/manifest/kind') !== undefined) continue;
      for (const at of set.named('', 'Secret', name)) {
        if (namespaceIn(at, facts) !== namespaceIn(by, facts)) continue;
        if (policy === 'Merge' || policy === 'CreateOrMerge') yield* merged(at, by);
        else
          yield { target: keyOf(at), at, pointer: '', by, repair: { do: 'remove' }, field: OWNED };
      }
    }
  },
};

/** The keys that both write; those of `dataFrom` are known to the store alone. */
function* merged(at: Manifest, by: Manifest): Generator<Claim> {
  const keys = new Set(listIn(by, '/spec/data').map((one) => textIn(one, '/secretKey')));
  const any = listIn(by, '/spec/dataFrom').length > 0;
  for (const map of ['data', 'stringData']) {
    for (const key of Object.keys(mapIn(at, `/${map}`))) {
      if (!any && !keys.has(key)) continue;
      const pointer = `/${map}/${escapeToken(key)}`;
      // Argo CD folds stringData into data before it compares.
      const jq = map === 'data' ? {} : { jq: `.data[${JSON.stringify(key)}]` };
      yield { target: keyOf(at), at, pointer, ...jq, by, repair: { do: 'ignore' }, field: MERGED };
    }
  }
}
