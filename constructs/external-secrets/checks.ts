import type { ExternalSecretSpec } from '../../imports/external-secrets';
import { ExternalSecretError } from './errors';

/**
 * Refuses what the operator's admission webhook refuses, and a key that is written twice (there the
 * last one wins without a word).
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export function checkExternalSecret(name: string, spec: ExternalSecretSpec): void {
  const { data = [], dataFrom = [], target = {}, secretStoreRef } = spec;
  if (!secretStoreRef) {
    throw new ExternalSecretError(
      'EXTERNAL_SECRET_STORE',
      `ExternalSecret '${name}' names no store`,
      "write secretStoreRef: { kind: 'ClusterSecretStore', name: … }, or give the store's construct",
    );
  }
  if (data.length + dataFrom.length === 0) {
    throw new ExternalSecretError(
      'EXTERNAL_SECRET_EMPTY',
      `ExternalSecret '${name}' has neither data nor dataFrom`,
      'add an entry to data or dataFrom',
    );
  }
  checkPolicies(name, target);
  checkKeys(name, data);
  data.forEach(({ sourceRef }, index) => {
    if (!sourceRef?.generatorRef) return;
    refuseSource(name, `data[${index}]`, 'a generatorRef, which works in dataFrom only');
  });
  dataFrom.forEach((entry, index) => {
    const { extract, find, sourceRef } = entry;
    const given = [extract, find, sourceRef?.generatorRef].filter(Boolean).length;
    if (given !== 1) {
      refuseSource(name, `dataFrom[${index}]`, `${given} of extract, find and a generatorRef`);
    }
  });
}

type Target = NonNullable<ExternalSecretSpec['target']>;

function checkPolicies(name: string, { creationPolicy = 'Owner', deletionPolicy }: Target): void {
  const refused =
    (deletionPolicy === 'Delete' && ['Merge', 'None', 'CreateOrMerge'].includes(creationPolicy)) ||
    (deletionPolicy === 'Merge' && creationPolicy === 'None');
  if (!refused) return;
  throw new ExternalSecretError(
    'EXTERNAL_SECRET_POLICY',
    `ExternalSecret '${name}' has deletionPolicy ${deletionPolicy} with creationPolicy ${creationPolicy}`,
    'write creationPolicy: Owner, or deletionPolicy: Retain',
  );
}

function checkKeys(name: string, data: NonNullable<ExternalSecretSpec['data']>): void {
  const seen = new Set<string>();
  for (const { secretKey } of data) {
    if (seen.has(secretKey)) {
      throw new ExternalSecretError(
        'EXTERNAL_SECRET_KEY_DUPLICATE',
        `ExternalSecret '${name}' writes the key '${secretKey}' twice`,
        'remove one of the two entries, or rename its secretKey',
      );
    }
    seen.add(secretKey);
  }
}

function refuseSource(name: string, place: string, what: string): never {
  throw new ExternalSecretError(
    'EXTERNAL_SECRET_SOURCE',
    `ExternalSecret '${name}' has ${what} in ${place}`,
    'write exactly one source an entry',
  );
}
